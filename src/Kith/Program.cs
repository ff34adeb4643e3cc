var builder = WebApplication.CreateBuilder(args);
await builder.AddDatabaseAsync();
builder.Services.AddDoors();
builder.Services.AddRecognition();

var app = builder.Build();
app.UseProblems();
app.UseRecognition();
app.UseDesk();
app.MapHealth();
var api = app.MapDoors();
api.MapTeam();
await app.RunAsync();

/// <summary>Named so that tests can start the real thing.</summary>
public sealed partial class Program;
