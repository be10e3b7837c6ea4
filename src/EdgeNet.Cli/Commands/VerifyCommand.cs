using System.CommandLine;
using System.Globalization;
using EdgeNet.Cli.Networks;
using EdgeNet.Cli.Output;
using EdgeNet.Onnx.Conformance;

namespace EdgeNet.Cli.Commands;

/// <summary>edgenet verify: runs the generated code of ONNX models and compares with the outputs that lie beside them.</summary>
internal static class VerifyCommand
{
    public static Command Create(CommandOutput output)
    {
        var file = new Argument<FileInfo?>("FILE.onnx")
        {
            Description = "A model with test_data_set_*/input_*.pb and output_*.pb beside it, or light_*.onnx with light_*_output_0.pb.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var suite = new Option<DirectoryInfo?>("--suite") { Description = "All models in a folder and below it that have outputs beside them.", HelpName = "DIR" };
        var json = new Option<bool>("--json") { Description = "Everything as one line of JSON." };
        var command = new Command("verify", "Imports ONNX models, generates, compiles and runs their code, and compares with the expected outputs.") { file, suite, json };
        var exact = new ExactOption();
        exact.AddTo(command);
        command.Validators.Add(result =>
        {
            // Not their values: an empty text has none.
            bool hasFile = result.GetResult(file) is { Tokens.Count: > 0 }, hasSuite = result.GetResult(suite) is { Tokens.Count: > 0 };
            if (hasFile == hasSuite) result.AddError("Expected either FILE.onnx or --suite DIR.");
        });
        command.SetAction(parsed =>
        {
            IReadOnlyList<ConformanceTest> tests = parsed.GetValue(suite) is { } folder ? FindAll(folder.ToString()) : [Find(parsed.GetValue(file)!.ToString())];
            var results = new List<VerificationResult>();
            foreach (ConformanceTest test in tests)
            {
                VerificationResult result = Verifier.Verify(test, exact.Read(parsed));
                results.Add(result);
                if (!parsed.GetValue(json)) output.Out.WriteLine(Line(result));
            }

            output.Out.WriteLine(parsed.GetValue(json) ? ToJson(results) : Summary(results));
            // Of a suite, what is unsupported is a part of the answer; of the one model that was asked for, it is a failure.
            bool failed = results.Any(r => r.Outcome == VerificationOutcome.Failed || (r.Outcome == VerificationOutcome.Unsupported && parsed.GetValue(suite) is null));
            return failed ? ExitCode.Failed : ExitCode.Done;
        });
        return command;
    }

    private static IReadOnlyList<ConformanceTest> FindAll(string folder)
    {
        if (!Directory.Exists(folder)) throw new CommandException($"{folder}: no such folder; expected one with ONNX models and their outputs.");
        IReadOnlyList<ConformanceTest> tests = ConformanceSuite.Find(folder);
        return tests.Count > 0 ? tests : throw new CommandException($"{folder}: expected ONNX models with test_data_set_* or *_output_0.pb beside them, found none.");
    }

    private static ConformanceTest Find(string file)
    {
        if (Directory.Exists(file)) throw new CommandException($"{file}: a folder; expected an ONNX model, or --suite {file} for all models in it.");
        if (!File.Exists(file)) throw new CommandException($"{file}: no such file; expected an ONNX model.");
        return ConformanceSuite.Of(file) ?? throw new CommandException($"{file}: expected test_data_set_*/output_0.pb or {Path.GetFileNameWithoutExtension(file)}_output_0.pb beside it, found neither.");
    }

    private static string Word(VerificationOutcome outcome) => outcome switch
    {
        VerificationOutcome.Passed => "pass",
        VerificationOutcome.Failed => "fail",
        _ => "unsupported",
    };

    private static string Line(VerificationResult result) =>
        $"{Word(result.Outcome)} {result.Name} {string.Join("; ", result.Details.Select(d => d.ReplaceLineEndings(" ")))}".TrimEnd();

    private static string Summary(IReadOnlyList<VerificationResult> results) =>
        string.Create(CultureInfo.InvariantCulture, $"{Count(results, VerificationOutcome.Passed)} passed, {Count(results, VerificationOutcome.Failed)} failed, {Count(results, VerificationOutcome.Unsupported)} unsupported");

    private static int Count(IReadOnlyList<VerificationResult> results, VerificationOutcome outcome) => results.Count(r => r.Outcome == outcome);

    private static string ToJson(IReadOnlyList<VerificationResult> results) => Json.Object(json =>
    {
        json.WriteNumber("passed", Count(results, VerificationOutcome.Passed));
        json.WriteNumber("failed", Count(results, VerificationOutcome.Failed));
        json.WriteNumber("unsupported", Count(results, VerificationOutcome.Unsupported));
        json.WriteObjects("tests", results, result =>
        {
            json.WriteString("name", result.Name);
            json.WriteString("outcome", Word(result.Outcome));
            if (double.IsFinite(result.MaxError)) json.WriteNumber("maxError", result.MaxError);
            else json.WriteNull("maxError");
            json.WriteStartArray("details");
            foreach (string detail in result.Details) json.WriteStringValue(detail);
            json.WriteEndArray();
        });
    });
}
