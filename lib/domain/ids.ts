import { z } from "zod";

/** Ids are branded by their schema: `InterviewId.parse(params.interviewId)` is the only way to one. */
export const InterviewId = z.uuid().brand<"InterviewId">();
export type InterviewId = z.infer<typeof InterviewId>;

export const UserId = z.uuid().brand<"UserId">();
export type UserId = z.infer<typeof UserId>;

export const SignInId = z.uuid().brand<"SignInId">();
export type SignInId = z.infer<typeof SignInId>;

export const InviteId = z.uuid().brand<"InviteId">();
export type InviteId = z.infer<typeof InviteId>;

/** Names one intent of a person, so that sending it twice has one effect. */
export const CommandId = z.uuid().brand<"CommandId">();
export type CommandId = z.infer<typeof CommandId>;

/**
 * A participant's number within one interview, from 1 up. The logs name authors
 * by it, so that no user id is ever in a recording; 0 is the system.
 */
export const ParticipantNumber = z.int().min(0).max(32_767).brand<"ParticipantNumber">();
export type ParticipantNumber = z.infer<typeof ParticipantNumber>;

export const SYSTEM_AUTHOR = ParticipantNumber.parse(0);

/**
 * One tab's life. Chosen at random by the tab, positive and below 2^53 so that
 * it is exact as a JavaScript number and as a Postgres bigint.
 */
export const SenderId = z.int().min(1).max(Number.MAX_SAFE_INTEGER).brand<"SenderId">();
export type SenderId = z.infer<typeof SenderId>;

/** Yjs names the author of an edit by an unsigned 32-bit number; 0 and 1 are reserved. */
export const ClientId = z.int().min(2).max(0xffff_ffff).brand<"ClientId">();
export type ClientId = z.infer<typeof ClientId>;
