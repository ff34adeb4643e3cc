namespace Kith.Api;

/// <summary>A route whose answer holds a secret that is shown once: the answer is never kept to be said again.</summary>
sealed record SaysSecret;
