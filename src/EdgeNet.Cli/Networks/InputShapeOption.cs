using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace EdgeNet.Cli.Networks;

/// <summary>--input NAME=1,3,224,224: the sizes that an ONNX file leaves open; --input 1x150: another input shape of a class.</summary>
internal sealed class InputShapeOption
{
    private readonly Option<string[]> _option = new("--input")
    {
        Description = "The shape of an input whose size an ONNX file leaves open, batch axis included: NAME=1,3,224,224. May be given for several inputs. "
            + "For a class, its input in place of the one that it was written with: 1x150.",
        HelpName = "NAME=SIZES",
    };

    /// <summary>Adds the option to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_option);
        _option.Validators.Add(result =>
        {
            foreach (Token token in result.Tokens)
                if (Parse(token.Value) is null)
                    result.AddError($"--input: expected NAME=SIZES such as x=1,3,224,224, or 1x150 for a class, found '{token.Value}'.");
        });
    }

    /// <summary>The shapes by the inputs' names; that of a class has none.</summary>
    public Dictionary<string, int[]> Read(ParseResult parsed)
    {
        var shapes = new Dictionary<string, int[]>(StringComparer.Ordinal);
        foreach (string text in parsed.GetValue(_option) ?? [])
            if (Parse(text) is var (name, shape)) shapes[name] = shape;
        return shapes;
    }

    private static (string Name, int[] Shape)? Parse(string text)
    {
        int equals = text.LastIndexOf('=');
        if (equals == 0) return null;
        char[] separators = equals < 0 ? ['x', '×', ','] : [','];
        var shape = new List<int>();
        foreach (string size in text[(equals + 1)..].Split(separators))
        {
            if (!int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number < 1) return null;
            shape.Add(number);
        }

        return (text[..Math.Max(0, equals)], [.. shape]);
    }
}
