using System.Reflection;
using EdgeNet.Compiler.Naming;
using Microsoft.CodeAnalysis.CSharp;

namespace EdgeNet.Generator.Tests.Running;

/// <summary>Names that somebody may choose and that mean something already.</summary>
internal static class NameLists
{
    /// <summary>
    /// Every keyword of the compiler that the tests run on, and those that it treats as words of the language without listing them.
    /// </summary>
    public static string[] Keywords { get; } =
    [
        .. SyntaxFacts.GetReservedKeywordKinds().Concat(SyntaxFacts.GetContextualKeywordKinds()).Select(SyntaxFacts.GetText)
            .Concat(["var", "dynamic", "nint", "nuint", "nameof", "unmanaged", "notnull", "value", "_", "await", "async", "extension", "field"])
            .Where(SyntaxFacts.IsValidIdentifier).Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>Names of words in lower case, which may become keywords, and in letters of several scripts.</summary>
    public static string[] Scripts { get; } =
    [
        "lenet", "digits", "größe", "Größe", "réseau", "Сеть", "сеть", "Система", "δίκτυο", "网络", "系统", "ネットワーク", "नेटवर्क", "شبكة", "네트워크", "ǅ", "ﬁ", "Å", "e\u0301", "x١",
    ];

    /// <summary>What emitted code uses, declares or stands in.</summary>
    public static string[] Emitted { get; } =
    [
        .. EmittedNames.Members.Concat(EmittedNames.InKernels).Concat(EmittedNames.WeakKeywords)
            .Concat(EmittedNames.Reserved.SelectMany(name => name.Split('.'))).Concat(["Generated", "Description", "Runtime", "Kernels", "NetKernels"])
            .Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>The public types of EdgeNet's assemblies.</summary>
    public static string[] OfEdgeNet { get; } = Types(typeof(NetworkAttribute).Assembly, typeof(NetworkInfo).Assembly);

    /// <summary>The public types of the namespaces of System that emitted code imports or names, and of System itself.</summary>
    public static string[] OfSystem { get; } =
    [
        .. Types(typeof(object).Assembly, typeof(Uri).Assembly, typeof(Console).Assembly, typeof(Stack<int>).Assembly)
            .Where(name => name.Length > 0),
    ];

    private static string[] Types(params Assembly[] assemblies) =>
    [
        .. assemblies.SelectMany(a => a.GetExportedTypes())
            .Where(t => !t.IsNested && t.Namespace is "System" or "System.IO" or "System.Runtime.CompilerServices" or "System.Runtime.InteropServices" or "System.Runtime.Intrinsics"
                || t.Namespace?.StartsWith("EdgeNet", StringComparison.Ordinal) == true)
            .Where(t => !t.IsNested).Select(t => t.Name.Split('`')[0]).Distinct().Order(StringComparer.Ordinal),
    ];
}
