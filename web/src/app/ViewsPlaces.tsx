import { Bookmark } from "lucide-react";
import { placeOf, useViews } from "../cases/useViews";
import { Place } from "./Navigation";

/** In the navigation: the views that somebody named, for those they are for. */
export function ViewsPlaces() {
  return <>{useViews().map((view) => {
    const { list, filter } = placeOf(view);
    return <Place key={view.id} to="/inbox/$list" params={{ list }} search={filter} icon={<Bookmark />} label={view.name} count={view.count} />;
  })}</>;
}
