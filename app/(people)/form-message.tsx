import { Banner } from "../_components/banner";
import type { FormAnswer } from "./form-answer";

/** The sentence about the form as a whole, above its fields. */
export function FormMessage({ answer }: { answer: FormAnswer }) {
  if (answer?.error) return <Banner tone="bad">{answer.error}</Banner>;
  if (answer?.done) return <Banner tone="ok">{answer.done}</Banner>;
  return null;
}
