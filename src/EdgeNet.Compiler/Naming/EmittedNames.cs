namespace EdgeNet.Compiler.Naming;

/// <summary>
/// The names that emitted code declares and uses: what a user's type of the same name in the wrong place would take from it.
/// </summary>
public static class EmittedNames
{
    /// <summary>The namespace of the kernels.</summary>
    public const string KernelNamespace = "EdgeNet.Generated";

    /// <summary>The members that are added to a network's class.</summary>
    public static IReadOnlyCollection<string> Members { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "InputLength", "OutputLength", "WorkspaceLength", "WeightsLength", "ParameterCount", "MultiplyAdds", "NetworkInfo", "Description",
        "Info", "_instance", "Infer", "Infer512", "Infer256", "Infer128", "Pack", "Create", "Load", "LoadEmbedded", "Share", "Predict", "Dispose",
    };

    /// <summary>Types that kernels name without their namespaces.</summary>
    public static IReadOnlyCollection<string> InKernels { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "MathF", "MemoryMarshal", "MethodImpl", "MethodImplAttribute", "MethodImplOptions", "ReadOnlySpan", "Span", "Unsafe", "Vector128", "Vector256",
        "Vector512", "VectorMath", "VectorPairs",
    };

    /// <summary>Keywords that mean a type of that name where there is one.</summary>
    public static IReadOnlyCollection<string> WeakKeywords { get; } = new HashSet<string>(StringComparer.Ordinal) { "nint", "nuint", "var" };

    /// <summary>The namespaces whose types kernels name without them.</summary>
    public static IReadOnlyCollection<string> Imports { get; } =
        ["System", "System.Runtime.CompilerServices", "System.Runtime.InteropServices", "System.Runtime.Intrinsics", "EdgeNet"];

    /// <summary>Types that are named in full.</summary>
    public static IReadOnlyCollection<string> Qualified { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "EdgeNet.Description.InputDescription", "EdgeNet.Description.LayerArgument", "EdgeNet.Description.LayerDescription",
        "EdgeNet.Description.NetworkDescription", "EdgeNet.IActivationTrace", "EdgeNet.ICompiledNetwork", "EdgeNet.IParameterSource",
            "EdgeNet.NetworkArguments",
        "EdgeNet.NetworkInfo", "EdgeNet.NetworkInstance", "EdgeNet.NormFolding", "EdgeNet.ParameterInfo", "EdgeNet.Prediction",
        "EdgeNet.StrassenPacking", "EdgeNet.TensorInfo", "EdgeNet.TraceFunctions", "EdgeNet.Unroll", "EdgeNet.WeightPacking",
            "EdgeNet.WinogradPacking",
        "System.CLSCompliant", "System.CLSCompliantAttribute",
        "System.Diagnostics.CodeAnalysis.SetsRequiredMembers", "System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute",
        "System.IO.Stream", "System.ReadOnlySpan", "System.Runtime.CompilerServices.Unsafe", "System.Runtime.InteropServices.MemoryMarshal",
        "System.Runtime.Intrinsics.Vector256", "System.Runtime.Intrinsics.Vector512", "System.Span",
    };

    /// <summary>The namespaces that emitted code names, and those around them: no type may be called so.</summary>
    public static IReadOnlyCollection<string> Namespaces { get; } = Around();

    /// <summary>The full names of types that emitted code must find: no other type may be called so, and no namespace.</summary>
    public static IReadOnlyCollection<string> Reserved { get; } = Reserve();

    private static HashSet<string> Around()
    {
        var spaces = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in Qualified.Concat(Imports.Append(KernelNamespace).Select(space => space + ".")))
            for (int dot = name.LastIndexOf('.'); dot > 0; dot = name.LastIndexOf('.', dot - 1)) spaces.Add(name.Substring(0, dot));
        return spaces;
    }

    private static HashSet<string> Reserve()
    {
        var reserved = new HashSet<string>(Qualified, StringComparer.Ordinal);
        foreach (string space in Imports.Append(KernelNamespace))
            reserved.UnionWith(InKernels.Select(name => $"{space}.{name}"));
        foreach (string space in new[] { "", "EdgeNet.", KernelNamespace + "." })
            reserved.UnionWith(WeakKeywords.Select(name => space + name));
        return reserved;
    }
}
