global using Kith.Api;
global using Kith.Cases;
global using Kith.Connections;
global using Kith.Data;
global using Kith.Departments;
global using Kith.Team;
global using Kith.Timelines;
global using Kith.Workspaces;
