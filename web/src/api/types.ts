import type { components } from "./schema";

/** The API's records by the names the screens use; what they hold is generated from the API's own description. */
type Records = components["schemas"];

/** What is sent may leave out what may be empty. */
type Body<T> = { [K in keyof T as null extends T[K] ? never : K]: T[K] } & { [K in keyof T as null extends T[K] ? K : never]?: T[K] };

export interface Page<T> { items: T[]; next: string | null }

export type Role = Records["Role"];
export type FirstRun = Records["FirstRun"];
export type SignInAnswer = Records["SignInAnswer"];
export type Session = Records["Session"];
export type Teammate = Records["Teammate"];
export type Opening = Records["Opening"];
export type Workspace = Records["Workspace"];
export type Me = Records["Me"];
export type Totp = Records["Totp"];
export type TotpSetup = Records["TotpSetup"];
export type RecoveryCodes = Records["RecoveryCodes"];
export type Passkey = Records["Passkey"];
export type Invitation = Records["Invitation"];
export type InvitationInfo = Records["InvitationInfo"];
export type ApiToken = Records["ApiToken"];
export type NewApiToken = Records["NewApiToken"];
export type HandleLabel = Records["HandleLabel"];
export type PersonRow = Records["PersonRow"];
export type Handle = Records["Handle"];
export type Claim = Records["Claim"];
export type Suggestion = Records["Suggestion"];
export type Merge = Records["Merge"];
export type Unmerged = Records["Unmerged"];
export type BlockKind = Exclude<NonNullable<Records["Block"]>, "none">;
export type PersonPage = Records["PersonPage"];
export type ImportPreview = Records["ImportPreview"];
export type ImportOutcome = Records["ImportOutcome"];
export type PeopleImport = Records["ImportLine"];
export type OrganisationRow = Records["OrganisationRow"];
export type OrganisationPage = Records["OrganisationPage"];
export type Field = Records["Field"];
export type Author = Records["AuthorRow"];
export type AttachmentRef = Records["AttachmentRef"];
export type DeliveryState = Records["DeliveryState"];
export type DeliveryProblem = Records["DeliveryProblem"];
export type Delivery = Records["DeliveryRow"];
export type Moment = Records["MomentRow"];
export type MomentLooks = Records["MomentLooks"];
export type Timeline = Records["Timeline"];
export type NewMessage = Body<Records["NewMessage"]>;
export type NewNote = Body<Records["NewNote"]>;
export type TextLimit = Records["TextLimit"];
export type FoundServers = Records["FoundServers"];
export type Way = Records["WayRow"];
export type Ways = Records["Ways"];
export type MoveAnswer = Records["MoveAnswer"];
export type Draft = Records["DraftRow"];
export type CaseState = Records["CaseState"];
export type CaseRow = Records["CaseRow"];
export type Counts = Records["Counts"];
export type Department = Records["DepartmentRow"];
export type SavedAnswer = Records["SavedAnswerRow"];
export type NoticeKind = Records["NoticeKind"];
export type Notice = Records["NoticeRow"];
export type Hit = Records["Hit"];
export type SearchAnswer = Records["SearchAnswer"];
export type SetupField = Records["SetupFieldDeclaration"];
export type SurfaceDeclaration = Records["SurfaceDeclaration"];
export type ChannelDeclaration = Records["ChannelDeclaration"];
export type ConnectionHealth = Records["ConnectionHealth"];
export type Connection = Records["ConnectionRow"];
export type Findings = Records["TestFindings"];
export type SetAside = Records["SetAsideRow"];
export type MailView = Records["MailView"];
export type MailAddressRow = Records["MailAddressRow"];
export type MailHeader = Records["MailHeaderRow"];
export type Appointment = Records["AppointmentRow"];
