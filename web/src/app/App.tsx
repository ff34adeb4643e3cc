import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { look } from "../ui/look";
import { Toasts } from "../ui/Toasts";
import { words } from "../words/words";
import { client } from "./client";
import { router } from "./router";

export function App() {
  return (
    <MantineProvider theme={look} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
        <section id="over" aria-label={words.over} />
        <Toasts close={words.close} region={words.dismissNotes} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
