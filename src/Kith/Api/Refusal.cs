namespace Kith.Api;

/// <summary>A rule says no: a stable code for programs, a sentence for the teammate. Becomes problem+json in <see cref="Problems"/>.</summary>
public sealed class Refusal(string code, string words, int status = StatusCodes.Status409Conflict) : Exception(words)
{
    public string Code => code;

    public int Status => status;

    /// <summary>What is wrong with which field, where the body itself is the trouble.</summary>
    public IReadOnlyDictionary<string, string[]>? Fields { get; init; }

    /// <summary>What a program may read besides, by name: until when it holds, what to do instead.</summary>
    public IReadOnlyDictionary<string, object?>? More { get; init; }

    public static Refusal BadInput(string code, string words) => new(code, words, StatusCodes.Status400BadRequest);

    public static Refusal Field(string field, string words) =>
        new("invalid", words, StatusCodes.Status400BadRequest) { Fields = new Dictionary<string, string[]> { [field] = [words] } };

    /// <summary>What you may not see and what does not exist are the same.</summary>
    public static Refusal NotFound(string words = "There is nothing here that you may see.") => new("not_found", words, StatusCodes.Status404NotFound);
}
