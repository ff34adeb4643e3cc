/** Everything the app says of who may be written to, where and when. */
export const policyEn = {
  instead: (channel: string, label: string) => `Use ${channel} · ${label}`,

  quiet: {
    title: "Quiet hours",
    lead: "Nobody's phone rings at night for what they do not wait for: offers and first words wait for the morning, by the person's own clock. Whoever wrote to us in the last twelve hours is answered at any hour.",
    on: "Keep quiet hours",
    from: "Quiet from",
    to: "Quiet until",
    until: "until",
  },

  cost: {
    title: "What it costs",
    lead: "Shown while you write, counted as it leaves. At the end of the budget this connection sends nothing more until the next month.",
    price: "Price of one message or part",
    currency: "Currency",
    budget: "Most in a month",
    noLimit: "No limit",
    spent: (spent: string, budget: string | null) => (budget ? `${spent} of ${budget} spent this month` : `${spent} spent this month`),
  },

  personal: {
    label: "Only for the person's own eyes",
    description: "It goes to nobody whose address was not proved, and never in public.",
    mark: "Own eyes only",
  },
};
