/** The words of signing in to a mailbox at its provider: they come with the settings of a connection. */
export const signInEn = {
  steps: {
    title: (provider: string) => `Let ${provider} know this Kith, once`,
    Google: [
      "In the Google Cloud console choose or make a project, and switch the Gmail API on for it.",
      "Under Google Auth Platform make a client of the kind Web application, and put the address below in as authorised redirect URI.",
      "Copy the client ID and the client secret into the two fields here.",
    ],
    Microsoft: [
      "In the Microsoft Entra admin center, under App registrations, register an application with the platform Web and the address below as redirect URI.",
      "Under API permissions add the delegated permissions IMAP.AccessAsUser.All, SMTP.Send and offline_access, and grant them for the organisation.",
      "Make a client secret. Copy its value, the application (client) ID and the directory (tenant) ID into the fields here.",
      "In the Microsoft 365 admin center allow IMAP and Authenticated SMTP for this mailbox.",
    ],
    other: ["Make a confidential client for the code flow on your server, with the address below as redirect URI.", "Copy its ID, its secret and the addresses of both endpoints into the fields here."],
    redirect: "Redirect address",
    then: "Save. Then the page of this connection has the button that signs in.",
  },
  signIn: (provider: string) => `Sign in with ${provider}`,
  again: "Sign in again",
  signedIn: (provider: string, account: string) => `Signed in at ${provider} as ${account}.`,
  renewed: (time: string) => `Last renewed ${time}.`,
  not: (provider: string, account: string) => `Nobody is signed in at ${provider} as ${account} yet. Mail neither comes nor leaves until then.`,
  over: (provider: string, account: string) => `The sign-in at ${provider} as ${account} has ended. What is waiting to leave goes on waiting; nothing is lost.`,
  came: {
    done: "Signed in. Test it to be sure.",
    refused: "You did not allow it, or whoever runs your organisation's accounts must allow it first. Nothing was changed.",
    wrong_account: "That was another account. Sign in as the mailbox of this connection, or name who signs in under More settings.",
    expired: "That took longer than ten minutes, was used already, or began in another browser. Please sign in once more.",
    changed: "The settings were changed in the meantime. Please sign in once more.",
    once_only: "The provider gave no right to go on without you. Take Kith's access back in your account there, and sign in once more.",
    no_mail: "You signed in, but left out the right to read and send mail. Sign in once more and leave it ticked.",
    settings: "The provider does not accept the client ID, the secret, the redirect address or what is asked for. Compare them with what it shows.",
    away: "The provider did not answer as it should. Please try again in a moment.",
    trouble: "The provider sent you back without saying why. Please try once more.",
  } as Record<string, string>,
};
