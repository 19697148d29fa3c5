import { expect, test } from "vitest";
import type { AnswerCard } from "@/lib/domain/content/interviewer-material";
import { findAnswers } from "./find-answers";

const scale: AnswerCard = {
  id: "case.scale",
  topic: "Scale",
  asks: ["how many users", "requests per second"],
  answer: "300 million people a day.",
  requirementClass: "req-nonfunctional",
};
const delay: AnswerCard = {
  id: "case.delay",
  topic: "Click delay",
  asks: ["how late do clicks come"],
  answer: "Nearly all within 30 minutes.",
  requirementClass: "req-functional",
};

test("an answer is found by its topic, by a way of asking, and by what it says", () => {
  expect(findAnswers([scale, delay], "delay")).toEqual([delay]);
  expect(findAnswers([scale, delay], "Requests")).toEqual([scale]);
  expect(findAnswers([scale, delay], "30 minutes")).toEqual([delay]);
});

test("every word has to occur, and no word finds everything", () => {
  expect(findAnswers([scale, delay], "users late")).toEqual([]);
  expect(findAnswers([scale, delay], "  ")).toEqual([scale, delay]);
});
