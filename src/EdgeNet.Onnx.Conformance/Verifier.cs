using System.Diagnostics.CodeAnalysis;
using EdgeNet.Description;
using EdgeNet.Onnx.Import;
using EdgeNet.Onnx.Import.Model;

namespace EdgeNet.Onnx.Conformance;

/// <summary>
/// Imports a model, generates its code, compiles, loads and runs it, and compares what comes out with what is expected: within a relative 1e-3
/// and an absolute 1e-5, as ONNX's backend tests do.
/// </summary>
public static class Verifier
{
    /// <summary>Whole numbers up to here are float32 numbers too.</summary>
    private const long LargestExact = 1L << 24;

    /// <summary>
    /// How many times larger than nine tenths of an input its largest number may be, for rounding of sums to stay below the tolerance.
    /// </summary>
    private const float MostSpread = 100;

    /// <summary>Elements of an input that is made up where there is no file with one.</summary>
    private const long LargestMadeInput = 1L << 24;

    /// <summary>Verifies one test.</summary>
    /// <param name="test">The test.</param>
    public static VerificationResult Verify(ConformanceTest test) => Verify(test, exact: false);

    /// <summary>Verifies one test. What is right only with direct convolutions passes, and says so.</summary>
    /// <param name="test">The test.</param>
    /// <param name="exact">Whether convolutions are direct from the start (<see cref="NetworkAttribute.Exact"/>).</param>
    public static VerificationResult Verify(ConformanceTest test, bool exact)
    {
        ArgumentNullException.ThrowIfNull(test);
        IRunnableNetwork Exact(ImportedNetwork network) => CompiledNetwork.Compile(network.Description with { Exact = true });
        if (exact) return Verify(test, Exact);
        bool isFast = false;
        VerificationResult result = Verify(test, network =>
        {
            CompiledNetwork compiled = CompiledNetwork.Compile(network.Description);
            isFast |= compiled.IsFast;
            return compiled;
        });
        if (result.Outcome != VerificationOutcome.Failed || !isFast || !test.DataSets.Any(HasOutliers)) return result;
        VerificationResult direct = Verify(test, Exact);
        return direct.Outcome != VerificationOutcome.Passed ? result
            : direct with { Details = [$"with --exact alone, its inputs being what faster convolutions spread ({string.Join("; ", result.Details)})"] };
    }

    /// <summary>
    /// Whether an input holds what faster convolutions spread over their tiles: a number that is not finite, or one many times larger
    /// than others. Only then may the difference be theirs; any other is a fault.
    /// </summary>
    private static bool HasOutliers(ConformanceData data) => data.Inputs.Any(file =>
    {
        if (!TryRead(file, out _, out ConstantTensor? tensor) || tensor.Length == 0) return false;
        float[] sizes = [.. tensor.Floats().Select(Math.Abs)];
        if (!sizes.All(float.IsFinite)) return true;
        Array.Sort(sizes);
        return sizes[^1] > MostSpread * sizes[sizes.Length * 9 / 10];
    });

    /// <summary>Verifies one test with something that runs networks.</summary>
    internal static VerificationResult Verify(ConformanceTest test, Func<ImportedNetwork, IRunnableNetwork> make)
    {
        IRunnableNetwork? compiled = null;
        NetworkDescription? description = null;
        double error = 0;
        string worst = "";
        try
        {
            OnnxModel model = ModelReader.Read(test.Model);
            foreach (ConformanceData data in test.DataSets)
            {
                IReadOnlyDictionary<string, ConstantTensor> inputs = ReadInputs(model, data);
                ImportedNetwork network = OnnxImporter.Import(model, OnnxImporter.ClassNameOf(test.Name), Settings(model, inputs));
                if (compiled is null || description != network.Description)
                {
                    compiled?.Dispose();
                    (compiled, description) = (make(network), network.Description);
                }

                compiled.Pack(network.Parameters);
                float[][] outputs = Run(compiled, network, inputs);
                for (int i = 0; i < data.Outputs.Count; i++)
                {
                    if (!TryCompare(network, outputs, i, data.Outputs[i], out Comparison comparison, out IReadOnlyList<string> problems))
                        return new(test.Name, VerificationOutcome.Failed, problems, double.NaN);
                    if (comparison.MaxError < error || worst.Length > 0 && comparison.MaxError == error) continue;
                    (error, worst) = (comparison.MaxError, data.Outputs.Count > 1 ? $"output {i}: {comparison.Description}" : comparison.Description);
                }
            }
        }
        catch (OnnxImportException e)
        {
            return new(test.Name, VerificationOutcome.Unsupported, e.Problems, double.NaN);
        }
        catch (NetworkCompilationException e)
        {
            return new(test.Name, e.IsRefusal ? VerificationOutcome.Unsupported : VerificationOutcome.Failed, e.Problems, double.NaN);
        }
        catch (Exception e) when (e is WeightsException or IOException or UnauthorizedAccessException)
        {
            return new(test.Name, VerificationOutcome.Failed, [e.Message], double.NaN);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A fault of the compiler's, or of the code that it emitted; the other tests of a suite still tell something.
            return new(test.Name, VerificationOutcome.Failed, [$"internal error, {e.GetType().Name}: {e.Message}"], double.NaN);
        }
        finally
        {
            compiled?.Dispose();
        }

        return new(test.Name, error <= 1 ? VerificationOutcome.Passed : VerificationOutcome.Failed, [worst], error);
    }

    /// <summary>The inputs by their names: a file's tensor is called so, or else it stands at the input's place.</summary>
    private static Dictionary<string, ConstantTensor> ReadInputs(OnnxModel model, ConformanceData data)
    {
        var inputs = new Dictionary<string, ConstantTensor>(StringComparer.Ordinal);
        if (data.Inputs.Count == 0)
        {
            GraphInput input = model.Inputs.Count == 1 ? model.Inputs[0] : throw new OnnxImportException(model.File, "there are no input files beside the model, and it has more than one input.");
            int[] shape = [.. (input.Shape ?? []).Select(s => s ?? 1)];
            long length = Dimensions.Length(shape.Select(s => (long)s));
            if (length is < 1 or > LargestMadeInput)
                throw new OnnxImportException(model.File, $"there are no input files beside the model, and an input of {Dimensions.Text(shape)} is not made; give one, or {LargestMadeInput} elements at most.");
            inputs.Add(input.Name, new ConstantTensor(shape, [.. Enumerable.Range(0, (int)length).Select(i => (float)((double)i / length))]));
            return inputs;
        }

        for (int i = 0; i < data.Inputs.Count; i++)
        {
            if (!TryRead(data.Inputs[i], out string name, out ConstantTensor? tensor)) continue;
            if (!model.Inputs.Any(input => input.Name == name))
                name = i < model.Inputs.Count ? model.Inputs[i].Name : throw new OnnxImportException(model.File, $"there is an input file {Path.GetFileName(data.Inputs[i])}, and the model has {model.Inputs.Count} inputs.");
            inputs[name] = tensor;
        }

        return inputs;
    }

    /// <summary>An input of a type that cannot be read is left out: the import says what it thinks of the operator that takes it.</summary>
    private static bool TryRead(string file, out string name, [NotNullWhen(true)] out ConstantTensor? tensor)
    {
        try
        {
            (name, tensor) = ModelReader.ReadTensor(file);
            return true;
        }
        catch (OnnxImportException)
        {
            (name, tensor) = ("", null);
            return false;
        }
    }

    /// <summary>Compares an output; an expected one that cannot be read is a failed test, not an unsupported model.</summary>
    private static bool TryCompare(
        ImportedNetwork network, float[][] outputs, int index, string file, out Comparison comparison, out IReadOnlyList<string> problems)
    {
        (comparison, problems) = (default, []);
        try
        {
            comparison = Compare(network, outputs, index, file);
            return true;
        }
        catch (OnnxImportException e)
        {
            problems = e.Problems;
            return false;
        }
    }

    private static ImportSettings Settings(OnnxModel model, IReadOnlyDictionary<string, ConstantTensor> inputs)
    {
        string first = model.Inputs.Count > 0 ? model.Inputs[0].Name : "";
        return new(
            inputs.ToDictionary(i => i.Key, i => i.Value.Shape),
            inputs.Where(i => i.Key != first).ToDictionary(i => i.Key, i => i.Value));
    }

    private static float[][] Run(IRunnableNetwork compiled, ImportedNetwork network, IReadOnlyDictionary<string, ConstantTensor> inputs)
    {
        float[][] given = [.. network.Inputs.Select(i => inputs.TryGetValue(i.Name, out ConstantTensor? tensor) ? Elements(i.Name, tensor)
            : throw new OnnxImportException(i.Name, "there is no file with this input beside the model, or it cannot be read."))];
        int samples = network.Samples ? network.Inputs[0].Shape[0] : 1;
        float[][] outputs = [.. network.Graph.Outputs.Select(o => new float[network.Graph[o].Shape.Length * samples])];
        float[] input = new float[given.Sum(g => g.Length / samples)], output = new float[outputs.Sum(o => o.Length / samples)];
        for (int sample = 0; sample < samples; sample++)
        {
            int at = 0;
            foreach (float[] tensor in given)
            {
                tensor.AsSpan(sample * (tensor.Length / samples), tensor.Length / samples).CopyTo(input.AsSpan(at));
                at += tensor.Length / samples;
            }

            compiled.Infer(input, output);
            at = 0;
            foreach (float[] tensor in outputs)
            {
                output.AsSpan(at, tensor.Length / samples).CopyTo(tensor.AsSpan(sample * (tensor.Length / samples)));
                at += tensor.Length / samples;
            }
        }

        return outputs;
    }

    private static float[] Elements(string name, ConstantTensor tensor)
    {
        if (!tensor.IsFloating && tensor.Longs().Any(v => v is > LargestExact or < -LargestExact))
            throw new OnnxImportException(name, $"the input has whole numbers beyond {LargestExact}, which float32 does not hold.");
        return tensor.Floats();
    }

    private static Comparison Compare(ImportedNetwork network, float[][] outputs, int output, string file)
    {
        ConstantTensor expected = ModelReader.ReadTensor(file).Tensor;
        if (output >= outputs.Length) return new(double.PositiveInfinity, $"the model has {outputs.Length} outputs, and {Path.GetFileName(file)} is there for another");
        int[] shape = [.. network.Outputs[output].Shape];
        if (!shape.SequenceEqual(expected.Shape) || Dimensions.Length(shape) != outputs[output].Length)
            return new(double.PositiveInfinity, $"has the shape {Dimensions.Text(shape)}, expected {Dimensions.Text(expected.Shape)}");
        return Comparison.Of(outputs[output], expected.Floats());
    }
}
