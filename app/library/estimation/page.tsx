import type { Metadata } from "next";
import { getViewer } from "@/server/auth/viewer";
import { loadEstimation } from "@/server/services/load-estimation";
import { LibraryShell } from "../_components/library-shell";
import { EstimatorOnPage } from "./_components/estimator-on-page";
import { ReferenceFigures } from "./_components/reference-figures";

export const metadata: Metadata = { title: "Estimation" };

export default async function EstimationPage() {
  const viewer = await getViewer();
  const { calculators, figures } = loadEstimation();
  const titles = new Map(calculators.map(({ id, title }) => [id, title]));
  return (
    <LibraryShell viewer={viewer} current="estimation">
      <h1 className="text-2xl">Estimation</h1>
      <p className="mt-2 mb-8 max-w-prose text-ink-2">
        {calculators.length} calculators for the figures people work out aloud. Type numbers the way
        you say them: 500M, 1.2B, 20k, 99.9%, 5 ms. One or two figures are enough, since an estimate
        is there to choose the design.
      </p>
      <EstimatorOnPage calculators={calculators} />
      <ReferenceFigures figures={figures} titles={titles} />
    </LibraryShell>
  );
}
