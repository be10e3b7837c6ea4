using Microsoft.AspNetCore.Http;

namespace EdgeNet.Devices.Status.Server;

/// <summary>What answers a path.</summary>
/// <param name="Method">GET, which answers HEAD too, POST or PUT.</param>
/// <param name="Path">The path; a segment * is the identifier of a reading.</param>
/// <param name="Handle">Answers, given the identifier or an empty text.</param>
internal sealed record Route(string Method, string Path, Func<HttpContext, string, Task> Handle)
{
    /// <summary>Whether everybody may ask for it.</summary>
    internal bool IsPublic { get; init; }
}
