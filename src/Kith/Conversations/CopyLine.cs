namespace Kith.Conversations;

/// <summary>One turn of a conversation as a copy of it tells it.</summary>
/// <param name="Who">The name the reader knows.</param>
/// <param name="By">By which channel.</param>
/// <param name="Files">The names of what was attached.</param>
sealed record CopyLine(DateTime At, string Who, string? By, string Text, IReadOnlyList<string> Files);
