import { Chip } from "../../../_components/chip";
import { stateChips } from "./words";

export function StateChips({ item }: { item: Parameters<typeof stateChips>[0] }) {
  return (
    <span className="flex flex-wrap gap-1">
      {stateChips(item).map(({ words, tone }) => (
        <Chip key={words} tone={tone}>
          {words}
        </Chip>
      ))}
    </span>
  );
}
