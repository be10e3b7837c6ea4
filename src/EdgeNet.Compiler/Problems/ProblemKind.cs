using System.Globalization;

namespace EdgeNet.Compiler.Problems;

/// <summary>A kind of problem in the catalogue.</summary>
/// <param name="Id">EDGE and a number that is never used again for anything else.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Title">What it is, in a few words.</param>
/// <param name="MessageFormat">The message, with the holes of <see cref="string.Format(string, object[])"/>.</param>
public sealed record ProblemKind(string Id, ProblemSeverity Severity, string Title, string MessageFormat)
{
    /// <summary>Makes a problem of this kind.</summary>
    /// <param name="layer">The layer at fault as an index into the description, or null for the network itself.</param>
    /// <param name="argument">The argument at fault in camel case, or null for the whole layer.</param>
    /// <param name="values">What goes into the holes.</param>
    public Problem At(int? layer, string? argument, params object[] values) =>
        new(Id, Severity, string.Format(CultureInfo.InvariantCulture, MessageFormat, values), layer, argument);
}
