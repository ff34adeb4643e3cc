using Kith.Cli;

if (CommandLine.IsAsked(args)) return await CommandLine.RunAsync(args);

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, WebRootPath = AppPages.Root() });
if (!await builder.TryAddDatabaseAsync()) return 2;
builder.Services.AddDoors();
builder.Services.AddCrowd();
builder.Services.AddHealth();
builder.Services.AddRecognition();
builder.Services.AddWorkspaces();
builder.Services.AddTeam();
builder.Services.AddHostedService<CommandSocket>();
builder.Services.AddConnections(KithSettings.From(builder.Configuration));
builder.Services.AddIntake();
builder.Services.AddLive();
builder.Services.AddCases();
builder.Services.AddWidget();
builder.Services.AddPortal();
builder.Services.AddTryIt(KithSettings.From(builder.Configuration));
builder.Services.AddConversations();

var app = builder.Build();
app.UseTrustedProxies();
app.UseSafeHeaders();
app.UseProblems();
app.UseAppPages();
app.UseRouting();
app.UseRateLimiter();
app.UseLive();
app.UseRecognition();
app.UseOwnPages();
app.UseWidget();
app.UseDesk();
app.MapHealth();
app.MapAppPages();
app.MapLive();
app.MapWidget();
app.MapPortal();
app.MapInbound();
app.MapTryIt();
var api = app.MapDoors();
api.MapTeam();
api.MapCases();
api.MapTimelines();
api.MapWorkspaces();
api.MapPeople();
api.MapOrganisations();
api.MapSearch();
api.MapDepartments();
api.MapConversations();
api.MapNotices();
api.MapConnections();
api.MapSetAside();
await app.RunAsync();
return 0;

/// <summary>Named so that tests can start the real thing.</summary>
public sealed partial class Program;
