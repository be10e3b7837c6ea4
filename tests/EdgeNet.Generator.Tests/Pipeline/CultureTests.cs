using System.Globalization;
using EdgeNet.Generator.Tests.Infrastructure;
using EdgeNet.Tests.Shared;
using Xunit.Abstractions;

namespace EdgeNet.Generator.Tests.Pipeline;

/// <summary>The editor's language changes neither code nor messages.</summary>
public sealed class CultureTests(ITestOutputHelper output)
{
    private const string Source = """
        using EdgeNet;

        [Network(1, 64, 64)]
        [Conv2D(32, 3, Padding = 1, Activation = Activation.LeakyReLU, Alpha = -0.125f, Name = "I")]
        [AvgPool2D(2)]
        [Flatten]
        [Dense(12)]
        [Activation(Activation.LeakyReLU, Alpha = 1e-20f)]
        [Dropout(0.25f)]
        public partial class INFINITI;

        [Network(1, -8, 8)]
        [Conv2D(-4, 3)]
        [Dropout(-0.5f)]
        public partial class Broken;
        """;

    [Fact]
    public void Numbers_with_other_signs_and_separators()
    {
        var hostile = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        hostile.NumberFormat.NegativeSign = "\u2212";
        hostile.NumberFormat.NumberDecimalSeparator = ",";
        hostile.NumberFormat.NumberGroupSeparator = "'";
        hostile.NumberFormat.NumberGroupSizes = [2];
        hostile.NumberFormat.NaNSymbol = "ungültig";
        hostile.NumberFormat.PositiveInfinitySymbol = "unendlich";
        AssertSame(hostile);
    }

    [Fact]
    public void A_language_with_another_upper_case_I()
    {
        CultureInfo turkish = CultureInfo.GetCultureInfo("tr-TR");
        if ("i".ToUpper(turkish) == "I") output.Skip("this machine has no culture data.");
        else AssertSame(turkish);
    }

    private static void AssertSame(CultureInfo culture)
    {
        (string[] Files, string[] Messages) expected = Generate(CultureInfo.InvariantCulture);
        Assert.NotEmpty(expected.Files);
        Assert.NotEmpty(expected.Messages);
        (string[] Files, string[] Messages) found = Generate(culture);
        Assert.Equal(expected.Files, found.Files);
        Assert.Equal(expected.Messages, found.Messages);
    }

    private static (string[] Files, string[] Messages) Generate(CultureInfo culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture, beforeUi = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentCulture = culture;
        CultureInfo.CurrentUICulture = culture;
        try
        {
            GeneratorRun run = GeneratorRun.On(Source);
            Assert.Null(run.Result.Exception);
            return ([.. run.Files.Select(file => file.Key + "\n" + file.Value)], [.. run.Diagnostics.Select(d => d.ToString())]);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
            CultureInfo.CurrentUICulture = beforeUi;
        }
    }
}
