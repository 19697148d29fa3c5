/**
 * What the page of a room is told when it opens: everything that does not change
 * while people are in it. The rest (state, clock, people, contents) comes by socket.
 *
 * Built by a service for one viewer. `guide` is the only closed part; it is null for
 * everybody whom `brief:read-interviewer` or `brief:read-after-end` does not admit.
 */
import type { CandidateView, InterviewerBrief } from "./content/case-views";
import type { EstimatorCalculator } from "./content/estimator-calculator";
import type { CandidateFramework } from "./content/framework";
import type { GuideFailure, OwnFailure } from "./content/guide-failures";
import type { Motif } from "./content/motif";
import type { PhaseGuide } from "./content/phase-guide";
import type { ReferenceDrawing } from "./content/reference-drawing";
import type { Rubric } from "./content/rubric";
import type { PaletteStencil } from "./content/stencil";
import type { Term } from "./content/term-marks";
import type { InterviewId, UserId } from "./ids";
import type { InterviewStatus } from "./interview";
import type { InterviewMode } from "./interview-mode";
import type { InterviewLength, Level, Plan } from "./plan";
import type { InviteRole, ParticipantRole } from "./roles";
import type { CardKind, ScorecardDraft } from "./scorecard";

export interface RoomView {
  interviewId: InterviewId;
  /** When the page was made; the socket's snapshots are newer from then on. */
  status: InterviewStatus;
  me: {
    /** Keys this browser's own copy; never shown. */
    userId: UserId;
    participant: number;
    name: string;
    role: ParticipantRole;
    isHost: boolean;
    isGuest: boolean;
  };
  /** The number of who made the interview, whom nobody can remove; null when their account is gone. */
  host: number | null;
  level: Level;
  /** In an exam `framework` has the order and the names of the phases, and no guidance. */
  mode: InterviewMode;
  lengthMinutes: InterviewLength;
  plan: Plan;
  callLink: string | null;
  scheduledFor: Date | null;
  case: CandidateView;
  framework: CandidateFramework;
  /** The first minutes, for scope alone; null where there are none, or in an exam for who is asked. */
  scopeWindow: { minutes: number; says: string } | null;
  rubric: Rubric;
  stencils: PaletteStencil[];
  motifs: readonly Motif[];
  /** Empty for observers. */
  calculators: EstimatorCalculator[];
  guide: InterviewerGuide | null;
  /** Of the glossary, what the texts this viewer gets need. */
  terms: Term[];
  /** Null for who may not hand links out. */
  joinLinks: RoomJoinLink[] | null;
  /** The viewer's own card; null for observers. */
  card: OwnCard | null;
}

export interface InterviewerGuide {
  brief: InterviewerBrief;
  /**
   * The brief's reference canvas, laid out. The first time that takes a second or three, which the
   * page does not wait for; null when it failed.
   */
  drawing: Promise<ReferenceDrawing | null>;
  /** One for each scored phase of the plan, in its order. */
  phases: PhaseGuide[];
  /** What usually goes wrong, by phase. */
  failures: Record<string, GuideFailure[]>;
  /** What goes wrong in this case and is in no list. */
  ownFailures: OwnFailure[];
}

export interface RoomJoinLink {
  role: InviteRole;
  /** Path of the join page; null when the link has to be made anew. */
  path: string | null;
  expiresAt: Date;
}

export interface OwnCard {
  kind: CardKind;
  draft: ScorecardDraft;
  submittedAt: Date | null;
}
