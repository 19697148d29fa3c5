import { type RefObject, useLayoutEffect, useState } from "react";

/** How many of the toolbar's buttons fit into one row, from 0 to 3; the rest moves into its menu. */
export type Roominess = 0 | 1 | 2 | 3;

/** The widths that the buttons of each step need, with their gaps. */
const STEPS_PX = [384, 496, 648] as const;
/** For fingers every button is wider. */
const COARSE_FACTOR = 1.25;

export function useRoominess(element: RefObject<HTMLElement | null>): Roominess {
  const [roominess, setRoominess] = useState<Roominess>(3);
  useLayoutEffect(() => {
    const box = element.current;
    if (!box) return;
    const measure = () => {
      const width = box.clientWidth;
      // Hidden, as on a narrow screen behind another view: it stays as it was.
      if (width === 0) return;
      const factor = window.matchMedia("(pointer: coarse)").matches ? COARSE_FACTOR : 1;
      setRoominess(STEPS_PX.filter((step) => width >= step * factor).length as Roominess);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    return () => observer.disconnect();
  }, [element]);
  return roominess;
}
