namespace Kith.Rules;

/// <summary>A rule that says no to some of the words.</summary>
/// <param name="RuleId">Which.</param>
/// <param name="Rule">Its name.</param>
/// <param name="Why">One sentence for the teammate.</param>
/// <param name="At">Where in the words it begins, in UTF-16 units.</param>
/// <param name="Length">In UTF-16 units; nought where something is missing there.</param>
/// <param name="Mend">What to put there instead; null where the writer must find it.</param>
/// <param name="Stops">Nothing leaves with it; else it may be sent in spite of it, with a reason.</param>
/// <param name="Part">Which part of a message: its text, its subject, its looks.</param>
public sealed record Objection(Guid RuleId, string Rule, string Why, int At, int Length, string? Mend, bool Stops, WordsPart Part = WordsPart.Text);

public enum WordsPart { Text, Subject, Looks }
