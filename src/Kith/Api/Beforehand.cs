namespace Kith.Api;

/// <summary>
/// What a route must ask of somebody else before its unit of work begins: the one writer is never held while others are waited for. It finds the
/// whole body and leaves it to be read again; what it learns it leaves where the route looks, and it decides nothing.
/// </summary>
sealed record Beforehand(Func<HttpContext, Caller, Task> Ask);
