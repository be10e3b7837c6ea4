using EdgeNet.Safety;
using static System.FormattableString;

namespace EdgeNet.Training.Transfer.PyTorch;

/// <summary>The few names that a file of PyTorch with tensors refers to, and what they make: data. Every other name is refused.</summary>
internal static class TorchObjects
{
    /// <summary>What to do about a file that is more than tensors.</summary>
    public const string Advice = "Save the weights alone: torch.save(model.state_dict(), FILE).";

    private const int MostAxes = 16;
    private static readonly PickleGlobal OrderedDict = new("collections", "OrderedDict");
    private static readonly PickleGlobal RebuildTensor = new("torch._utils", "_rebuild_tensor_v2");
    private static readonly PickleGlobal RebuildParameter = new("torch._utils", "_rebuild_parameter");

    /// <summary>Lets a name pass that is known.</summary>
    /// <param name="global">The name.</param>
    /// <param name="file">The file's name, for errors.</param>
    /// <exception cref="WeightsException">It is not known.</exception>
    public static PickleGlobal Global(PickleGlobal global, string file)
    {
        if (global == OrderedDict || global == RebuildTensor || global == RebuildParameter) return global;
        if (global.Module == "torch" && TorchType.Of(global.Name) is not null) return global;
        throw new WeightsException(
            $"{PlainText.Escape(file)}: refers to '{PlainText.Shorten(global.FullName, 80)}'; "
            + $"expected tensors alone, and nothing of a file is run. {Advice}");
    }

    /// <summary>What a name makes of its arguments.</summary>
    /// <exception cref="WeightsException">The arguments are not what PyTorch writes.</exception>
    public static object? Make(PickleGlobal global, object?[] arguments, string file)
    {
        if (global == OrderedDict && arguments.Length == 0) return new PickleDictionary();
        if (global == RebuildParameter && arguments is [TorchTensor tensor, ..]) return tensor;
        if (global == RebuildTensor && arguments is [TorchStorage storage, long offset, object?[] size, object?[] stride, ..])
            return Tensor(storage, offset, size, stride, file);
        throw Bad(file, $"'{global.FullName}' has other arguments than PyTorch gives it");
    }

    /// <summary>The storage that a persistent id names: ("storage", type, key, location, count).</summary>
    /// <exception cref="WeightsException">It is none.</exception>
    public static TorchStorage Storage(object? id, string file) =>
        id is object?[] and ["storage", PickleGlobal { Module: "torch" } type, string key, string, long count]
            && TorchType.Of(type.Name) is { } numbers && count >= 0
            ? new TorchStorage(numbers, key, count)
            : throw Bad(file, "a persistent id is no storage as PyTorch writes it");

    private static TorchTensor Tensor(TorchStorage storage, long offset, object?[] size, object?[] stride, string file)
    {
        if (size.Length != stride.Length || size.Length > MostAxes || offset < 0)
            throw Bad(file, Invariant(
                $"a tensor has {size.Length} sizes and {stride.Length} strides; expected as many, and at most {MostAxes}"));
        if (offset > storage.Count) throw Outside(storage, file);
        int[] shape = new int[size.Length];
        long[] strides = new long[size.Length];
        long count = 1, last = offset;
        bool isEmpty = size.Contains(0L);
        for (int axis = 0; axis < shape.Length; axis++)
        {
            if (size[axis] is not (long and >= 0 and <= int.MaxValue and var length)
                || stride[axis] is not (long and >= 0 and <= int.MaxValue and var step))
                throw Bad(file, "a tensor has a size or stride that is none");
            (shape[axis], strides[axis]) = ((int)length, step);
            if (isEmpty) continue;
            // Neither product can overflow: both factors are below 2³¹, and what has grown past the storage is refused.
            count *= length;
            last += Math.Max(0, length - 1) * step;
            if (count > storage.Count || last > storage.Count) throw Outside(storage, file);
        }

        if (!isEmpty && last >= storage.Count) throw Outside(storage, file);
        return new TorchTensor(storage, offset, shape, strides);
    }

    private static WeightsException Outside(TorchStorage storage, string file) =>
        Bad(file, Invariant($"a tensor reaches past its storage of {storage.Count} numbers"));

    private static WeightsException Bad(string file, string problem) => new($"{PlainText.Escape(file)}: damaged: {problem}.");
}
