using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace EdgeNet.Generator.Models;

/// <summary>A file to add to the compilation.</summary>
/// <param name="HintName">Its name, unique within the compilation even where case does not count.</param>
/// <param name="Text">The C# text.</param>
internal sealed record GeneratedFile(string HintName, string Text)
{
    /// <summary>The file as the compiler takes it.</summary>
    public SourceText ToSourceText() => SourceText.From(Text, Encoding.UTF8, SourceHashAlgorithm.Sha256);
}
