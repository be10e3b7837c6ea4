using Microsoft.AspNetCore.Http;

namespace EdgeNet.Devices.Status.Server;

/// <summary>A request that is not answered as it wants.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="message">What is wrong: what, where, expected and found.</param>
internal sealed class RequestException(int status, string message) : Exception(message)
{
    internal int Status { get; } = status;

    internal static RequestException BadRequest(FormattableString message) =>
        new(StatusCodes.Status400BadRequest, FormattableString.Invariant(message));
}
