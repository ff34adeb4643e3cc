import { createTheme } from "@mantine/core";

const quick = { transition: "fade", duration: 130 } as const;
// Menus open in a landmark of their own (app/App.tsx), which stays while pages come and go.
const over = { target: "#over" };
const sm = { defaultProps: { size: "sm" } };

// By name, not by import: what only a dialog needs is loaded with the dialog.
export const look = createTheme({
  fontFamily: "var(--font)",
  respectReducedMotion: true,
  cursorType: "pointer",
  components: {
    Modal: { defaultProps: { centered: true, radius: 14, transitionProps: quick, closeButtonProps: { "aria-label": "Close" } } },
    Menu: { defaultProps: { withInitialFocusPlaceholder: false, portalProps: over, transitionProps: quick, shadow: "md", withinPortal: true } },
    Popover: { defaultProps: { portalProps: over, transitionProps: quick, shadow: "md", withinPortal: true } },
    Tooltip: { defaultProps: { openDelay: 450, transitionProps: quick, withArrow: false, events: { hover: true, focus: true, touch: false } } },
    TextInput: sm, PasswordInput: sm, Textarea: sm,
    Select: { defaultProps: { size: "sm", allowDeselect: false, checkIconPosition: "right" } },
    MultiSelect: { defaultProps: { size: "sm", checkIconPosition: "right" } },
    Switch: { defaultProps: { size: "sm", withThumbIndicator: false } },
  },
});
