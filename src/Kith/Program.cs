var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, WebRootPath = AppPages.Root() });
if (!await builder.TryAddDatabaseAsync()) return 2;
builder.Services.AddDoors();
builder.Services.AddCrowd();
builder.Services.AddHealth();
builder.Services.AddRecognition();
builder.Services.AddWorkspaces();
builder.Services.AddTeam();
builder.Services.AddConnections(KithSettings.From(builder.Configuration));
builder.Services.AddLive();
builder.Services.AddCases();

var app = builder.Build();
app.UseTrustedProxies();
app.UseSafeHeaders();
app.UseProblems();
app.UseAppPages();
app.UseRateLimiter();
app.UseLive();
app.UseRecognition();
app.UseOwnPages();
app.UseDesk();
app.MapHealth();
app.MapAppPages();
app.MapLive();
var api = app.MapDoors();
api.MapTeam();
api.MapCases();
api.MapTimelines();
api.MapWorkspaces();
api.MapPeople();
api.MapDepartments();
api.MapAnswers();
api.MapNotices();
await app.RunAsync();
return 0;

/// <summary>Named so that tests can start the real thing.</summary>
public sealed partial class Program;
