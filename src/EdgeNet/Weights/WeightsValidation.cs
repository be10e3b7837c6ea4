using static System.FormattableString;

namespace EdgeNet;

/// <summary>Whether a weights file fits a network.</summary>
public static class WeightsValidation
{
    /// <summary>Tensors that belong to no parameter are listed up to here, and counted beyond: a file may have millions.</summary>
    private const int MostListed = 20;

    /// <summary>Checks a file against a network, completely, before anything is used of it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="info">The network.</param>
    /// <remarks>
    /// A file with a fingerprint must have this network's, and nothing but its parameters. One without, from another tool, may hold more;
    /// what it holds beyond the parameters is ignored, and tensors of other names are taken for parameters where that can be meant in one
    /// way only (<see cref="SafetensorsFile.TakenFor"/>).
    /// </remarks>
    /// <exception cref="WeightsException">It does not fit; the message lists everything that is wrong.</exception>
    public static void Check(SafetensorsFile file, NetworkInfo info)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(info);
        if (file.Fingerprint is null) file.TakenFor = ForeignNames.Find(file, info);
        var problems = new List<string>();
        if (file.Fingerprint is { } fingerprint && fingerprint != info.Fingerprint)
            problems.Add($"expected fingerprint {WeightsText.Name(info.Fingerprint)}, found {WeightsText.Name(fingerprint)}: it was written for another network");
        bool isMissing = false;
        foreach (ParameterInfo parameter in info.Parameters)
        {
            if (Problem(file, parameter) is not { } problem) continue;
            problems.Add($"tensor {WeightsText.Name(parameter.Name)}: {problem}");
            isMissing |= Find(file, parameter) is null;
        }

        if (file.Fingerprint is not null)
            AddUnknown(file, info, problems);
        else if (isMissing)
            AddContents(file, problems);

        GC.KeepAlive(file);
        if (problems.Count > 0)
            throw new WeightsException($"{file.Name} does not fit network '{info.Name}':", problems);
    }

    /// <summary>Says which element is the first that is no finite number, or null.</summary>
    internal static string? NotFinite(ReadOnlySpan<float> elements)
    {
        for (int i = 0; i < elements.Length; i++)
            if (!float.IsFinite(elements[i]))
                return Invariant($"expected finite numbers, found {elements[i]} at element {i}");
        return null;
    }

    private static SafetensorsTensor? Find(SafetensorsFile file, ParameterInfo parameter) =>
        file.Find(file.TakenFor.TryGetValue(parameter.Name, out string? other) ? other : parameter.Name);

    private static string? Problem(SafetensorsFile file, ParameterInfo parameter)
    {
        if (Find(file, parameter) is not { } tensor)
            return $"expected shape {WeightsText.Shape(parameter.Shape)}, found no such tensor";
        if (!tensor.Shape.SequenceEqual(parameter.Shape))
            return $"expected shape {WeightsText.Shape(parameter.Shape)}, found {WeightsText.Shape(tensor.Shape)}";
        if (!SafetensorsFormat.IsFloat(tensor.DataType))
            return $"expected {SafetensorsFormat.Float32}, F16 or BF16, found {tensor.DataType}";
        return NotFinite(file.GetParameter(parameter.Name));
    }

    /// <summary>What the file holds: whoever wrote it may see what was meant.</summary>
    private static void AddContents(SafetensorsFile file, List<string> problems)
    {
        string contents = "";
        for (int i = 0; i < file.Tensors.Count && i < MostListed; i++)
            contents += (i == 0 ? "" : ", ") + WeightsText.Name(file.Tensors[i].Name) + " " + WeightsText.Shape(file.Tensors[i].Shape);
        if (file.Tensors.Count > MostListed) contents += Invariant($" and {file.Tensors.Count - MostListed} more");
        problems.Add(file.Tensors.Count == 0 ? "the file holds no tensors" : $"the file holds {contents}");
    }

    private static void AddUnknown(SafetensorsFile file, NetworkInfo info, List<string> problems)
    {
        var known = new HashSet<string>();
        foreach (ParameterInfo parameter in info.Parameters)
            known.Add(parameter.Name);
        int unknown = 0;
        foreach (SafetensorsTensor tensor in file.Tensors)
            if (!known.Contains(tensor.Name) && ++unknown <= MostListed)
                problems.Add($"tensor {WeightsText.Name(tensor.Name)}: expected no such tensor, found shape {WeightsText.Shape(tensor.Shape)}");
        if (unknown > MostListed)
            problems.Add(Invariant($"and {unknown - MostListed} tensors more that were not expected"));
    }
}
