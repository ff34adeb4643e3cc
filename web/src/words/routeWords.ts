import { routesEn } from "./routes.en";

/** The catalogue of the rules by which cases are given. Another language is another file of this shape. */
export type RouteWords = typeof routesEn;

export const routeWords: RouteWords = routesEn;
