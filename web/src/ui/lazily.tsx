import { lazy, Suspense, type ComponentType } from "react";

/** A part that is loaded when it is first opened; until then nothing stands in its place. */
export function lazily<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const Part = lazy(async () => ({ default: (await load()) as ComponentType<object> }));
  return function Lazily(props: P) {
    return <Suspense fallback={null}><Part {...props} /></Suspense>;
  };
}
