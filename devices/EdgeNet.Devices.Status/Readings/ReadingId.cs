using System.Buffers;

namespace EdgeNet.Devices.Status;

/// <summary>
/// Whether a text from outside may be a reading's identifier: 1 to 64 letters, digits, '-' and '_' of ASCII, for it becomes a file's name.
/// <see cref="Events.EventId"/> makes 26 capitals and digits.
/// </summary>
internal static class ReadingId
{
    private const int Longest = 64;

    private static readonly SearchValues<char> Symbols =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_");

    internal static bool IsOne(string text) => text.Length is >= 1 and <= Longest && !text.AsSpan().ContainsAnyExcept(Symbols);
}
