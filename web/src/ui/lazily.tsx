import { lazy, Suspense, type ComponentType, type ReactNode } from "react";

/** A part that is loaded when it is first opened; until then nothing stands in its place, or what keeps it free. */
export function lazily<P extends object>(load: () => Promise<ComponentType<P>>, waiting: ReactNode = null): ComponentType<P> {
  const Part = lazy(async () => ({ default: (await load()) as ComponentType<object> }));
  return function Lazily(props: P) {
    return <Suspense fallback={waiting}><Part {...props} /></Suspense>;
  };
}
