namespace EdgeNet.VirtualPi.Tests;

/// <summary>The tests that use a virtual machine: one after the other, for each takes a processor or two.</summary>
[CollectionDefinition(Name)]
public sealed class LaboratoryCollection : ICollectionFixture<Laboratory>
{
    public const string Name = "virtual Raspberry Pi";
}
