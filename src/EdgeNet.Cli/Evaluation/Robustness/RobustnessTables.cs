using EdgeNet.Cli.Output;
using EdgeNet.Training.Robustness;

namespace EdgeNet.Cli.Evaluation.Robustness;

/// <summary>What a network withstands, for people: tables, each with a sentence on what is to be read from it.</summary>
internal static class RobustnessTables
{
    /// <summary>A loss of less is none that a user would notice.</summary>
    private const double Little = 0.02;

    private const int MostNamed = 3;

    public static void Write(RobustnessReport report, CommandOutput output)
    {
        output.Out.WriteLine(
            $"{report.Network} on {Format.Count(report.Clean.Samples)} samples of the test part of {report.Data}: accuracy "
            + $"{Format.Percent(report.Clean.Accuracy)} as they are");
        if (report.Corruptions.Count > 0) WriteCorruptions(report, output);
        if (report.Attacks.Count > 0) WriteAttacks(report, output);
    }

    private static void WriteCorruptions(RobustnessReport report, CommandOutput output)
    {
        output.Out.WriteLine();
        var table = new TextTable("corruption", "strength", ">accuracy", ">lost");
        string family = "";
        foreach ((Corruption corruption, double accuracy) in report.Corruptions)
        {
            table.Row(corruption.Family == family ? "" : corruption.Family, corruption.Text, Format.Percent(accuracy),
                Format.Percent(Math.Max(0, report.Clean.Accuracy - accuracy)));
            family = corruption.Family;
        }

        if (report.MnistCError is { } error)
            table.Row("MNIST-C", "mean of the fifteen", Format.Percent(1 - error), Format.Percent(Lost(report, 1 - error)));
        output.Write(table);
        output.Out.WriteLine();
        output.Out.WriteLine(Sentence(report));
        if (report.NotApplicable.Count > 0)
            output.Out.WriteLine($"Not applicable to this input: {string.Join(", ", report.NotApplicable)}.");
    }

    private static void WriteAttacks(RobustnessReport report, CommandOutput output)
    {
        output.Out.WriteLine();
        var table = new TextTable("attack", ">ε", ">accuracy");
        foreach (AttackResult attack in report.Attacks.OrderBy(a => a.Epsilon))
            table.Row(attack.Attack.Text, Strength(attack.Epsilon), Format.Percent(attack.Accuracy));
        foreach ((float epsilon, double accuracy) in report.WorstCases)
            table.Row("strongest of them per sample", Strength(epsilon), Format.Percent(accuracy));
        output.Write(table);
        (float most, double least) = report.WorstCases.Last();
        output.Out.WriteLine();
        output.Out.WriteLine(
            $"Where every value may change by up to {Strength(most)} of its range, {Format.Percent(least)} of the samples "
            + "are still answered rightly.");
    }

    /// <summary>What is withstood, and what hurts most.</summary>
    private static string Sentence(RobustnessReport report)
    {
        string[] unhurt =
        [
            .. report.Corruptions.GroupBy(c => c.Corruption.Family)
                .Where(family => family.All(c => Lost(report, c.Accuracy) < Little)).Select(family => family.Key),
        ];
        string worst = string.Join("; ", report.Corruptions.Where(c => Lost(report, c.Accuracy) >= Little).OrderBy(c => c.Accuracy)
            .Take(MostNamed).Select(c => $"{c.Corruption.Family} {c.Corruption.Text}, {Format.Percent(c.Accuracy)}"));
        string kept = unhurt.Length > 0 ? $"Hardly anything is lost to {string.Join(", ", unhurt)}. "
            : "Every kind of corruption costs something at its strongest. ";
        return worst.Length == 0 ? kept.TrimEnd() : $"{kept}What hurts most: {worst}.";
    }

    private static double Lost(RobustnessReport report, double accuracy) => Math.Max(0, report.Clean.Accuracy - accuracy);

    private static string Strength(float epsilon) => epsilon.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);
}
