export { freshSeed, seededRandom } from "@/lib/testing/random";
