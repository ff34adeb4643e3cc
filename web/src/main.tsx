import "@fontsource-variable/inter/index.css";
import "./ui/base.css";
import "./ui/kit.css";
import "./ui/tokens.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";

// The server answers /design too, for whoever types it by heart; the page lives under /app.
if (location.pathname === "/design") history.replaceState(null, "", "/app/design");

createRoot(document.getElementById("root")!).render(<StrictMode><App /></StrictMode>);
