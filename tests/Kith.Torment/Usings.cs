global using Kith.Data;
