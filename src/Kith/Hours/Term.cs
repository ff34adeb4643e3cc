namespace Kith.Hours;

/// <summary>By what a promise is counted: so many open minutes of that calendar; none for a time that somebody named. What is promised then is <see cref="Due"/>.</summary>
public readonly record struct Term(int? Minutes, Guid? CalendarId, DateTime Due);
