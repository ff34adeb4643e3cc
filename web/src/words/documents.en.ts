/** The words of documents and of what stands around a mail: they come with the parts that need them. */
export const documentsEn = {
  version: (number: number) => `version ${number}`,

  send: {
    label: "Documents",
    button: "Documents",
    find: "Find a document",
    none: "No documents yet. Admins add them under Settings, Documents.",
  },

  frame: {
    without: "Without greeting",
    below: "Below the words:",
  },

  keep: {
    title: "Documents",
    lead: "What you send often. Everybody sends the newest version; older ones stay readable.",
    add: "New document",
    shelf: "In use",
    archived: "Archived",
    empty: { title: "No documents yet", words: "Add the policy, the price list, the form: whatever people ask for." },
    emptyArchived: { title: "Nothing is archived", words: "What is not sent any more rests here and stays readable." },
    find: "Find a document",
    by: (name: string, date: string) => `${name}, ${date}`,
    versions: "Versions",
    number: (number: number) => `Version ${number}`,
    newest: "sent now",
    newVersion: "New version",
    newVersionLead: (number: number) => `It takes the place of version ${number}, which stays readable.`,
    kept: (name: string, number: number) => `Version ${number} of “${name}” is sent from now on.`,
    name: "Name",
    description: "What it is for",
    department: "Department",
    everybodys: "every department",
    language: "Language",
    anyLanguage: "any language",
    file: "File",
    choose: "Choose a file, or drop one here",
    change: "Another file",
    taking: (name: string) => `Taking in ${name}`,
    subject: "Subject of a mail with it",
    text: "What is said with it",
    archive: "Archive",
    archiveDone: "Archived. It is not offered for sending any more.",
    takeUp: "Use again",
  },

  templates: {
    title: "Around mails",
    lead: "What a mail begins and ends with. The language of the person decides; whoever has another gets what is for everybody.",
    houseLead: "For departments that have none of their own.",
    everybody: "For everybody",
    greeting: "Greeting above",
    greetingPlaceholder: "Dear {name|customer},",
    signature: "Signature below",
    add: "Add a language",
    remove: (language: string) => `Remove ${language}`,
  },

  fields: "Fields: {name} and {person.name} are the person, {me} and {me.name} who writes, {department}, {case}, {workspace}. {name|friend} says “friend” where there is no name.",
  signatureFields: "Here {name} is who writes.",
};
