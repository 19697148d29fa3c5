import type { TimeProfile } from "@/lib/domain/content/time-profile";
import { WideTable } from "../_components/wide-table";

/** Different kinds of interview, phase beside phase. */
export function TimeProfiles({
  profiles,
  phaseNames,
}: {
  profiles: readonly TimeProfile[];
  phaseNames: Readonly<Record<string, string>>;
}) {
  return (
    <>
      <WideTable label="Minutes per phase" head={["Phase", ...profiles.map(({ name }) => name)]}>
        {Object.entries(phaseNames).map(([phase, name]) => (
          <tr key={phase}>
            <th scope="row">{name}</th>
            {profiles.map((profile) => (
              <td key={profile.id} className="tabular">
                {profile.minutes[phase]?.[45]}
              </td>
            ))}
          </tr>
        ))}
      </WideTable>
      <dl className="m-0 mt-4 flex max-w-prose flex-col gap-2">
        {profiles.map((profile) => (
          <div key={profile.id}>
            <dt className="font-medium">{profile.name}</dt>
            <dd className="m-0 text-ink-2 text-sm">{profile.chooseWhen}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
