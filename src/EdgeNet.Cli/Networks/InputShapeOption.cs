using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace EdgeNet.Cli.Networks;

/// <summary>--input NAME=1,3,224,224: the sizes that an ONNX file leaves open.</summary>
internal sealed class InputShapeOption
{
    private readonly Option<string[]> _option = new("--input")
    {
        Description = "The shape of an input whose size the file leaves open, batch axis included: NAME=1,3,224,224. May be given for several inputs.",
        HelpName = "NAME=SIZES",
    };

    /// <summary>Adds the option to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_option);
        _option.Validators.Add(result =>
        {
            foreach (Token token in result.Tokens)
                if (Parse(token.Value) is null) result.AddError($"--input: expected NAME=SIZES such as x=1,3,224,224, found '{token.Value}'.");
        });
    }

    /// <summary>The shapes by the inputs' names.</summary>
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
        if (equals < 1) return null;
        var shape = new List<int>();
        foreach (string size in text[(equals + 1)..].Split(','))
        {
            if (!int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number < 1) return null;
            shape.Add(number);
        }

        return (text[..equals], [.. shape]);
    }
}
