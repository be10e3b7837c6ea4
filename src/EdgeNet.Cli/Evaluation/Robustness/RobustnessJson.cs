using EdgeNet.Cli.Output;

namespace EdgeNet.Cli.Evaluation.Robustness;

/// <summary>What a network withstands as one JSON object.</summary>
internal static class RobustnessJson
{
    public static string Write(RobustnessReport report) => Json.Object(json =>
    {
        json.WriteString("network", report.Network);
        json.WriteNumber("samples", report.Clean.Samples);
        json.WriteNumber("accuracy", report.Clean.Accuracy);
        json.WriteNumber("seed", report.Seed);
        json.WriteObjects("corruptions", report.Corruptions, c =>
        {
            json.WriteString("family", c.Corruption.Family);
            json.WriteString("corruption", c.Corruption.Text);
            json.WriteNumber("accuracy", c.Accuracy);
        });
        if (report.MnistCError is { } error) json.WriteNumber("mnistCError", error);
        json.WriteObjects("attacks", report.Attacks, a =>
        {
            json.WriteString("attack", a.Attack.Name);
            json.WriteString("options", a.Attack.Text);
            json.WriteNumber("epsilon", a.Epsilon);
            json.WriteNumber("accuracy", a.Accuracy);
        });
        json.WriteObjects("worstCase", report.WorstCases, w =>
        {
            json.WriteNumber("epsilon", w.Epsilon);
            json.WriteNumber("accuracy", w.Accuracy);
        });
    });
}
