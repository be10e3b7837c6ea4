using EdgeNet.Onnx.Proto;

namespace EdgeNet.Onnx.Tests.Import;

/// <summary>Models of masks, indices, interpolation, samples in mid-network and fused operators, for <see cref="OperatorModels"/>.</summary>
internal static class MaskModels
{
    public static void Add(Dictionary<string, Func<TestModel>> all)
    {
        AddMasks(all);
        AddIndices(all);
        AddSamplings(all);
        AddSamples(all);
        AddFused(all);
        AddSums(all);
    }

    private static TestModel X(int opset, params int[] shape) => new TestModel(opset).Input("x", shape);

    private static void AddMasks(Dictionary<string, Func<TestModel>> all)
    {
        foreach (string name in new[] { "Greater", "GreaterOrEqual", "Less", "LessOrEqual", "Equal" })
        {
            all[name] = () => X(16, 1, 3, 4).Input("z", 1, 3, 1).Node("Round", "x", "a").Node("Round", "z", "b").Node(name, "a,b", "m").Node("Cast", "m", "y", ("to", 1)).Output("y");
            all[name + " number first"] = () => X(16, 1, 3, 4).Floats("c", [], 1).Node("Round", "x", "a").Node(name, "c,a", "m").Node("Cast", "m", "y", ("to", 1)).Output("y");
        }

        foreach (string name in new[] { "And", "Or", "Xor" })
        {
            all[name] = () => X(16, 1, 3, 4).Floats("c", [], 0.5f).Floats("d", [4], -1, 0, 1, 2).Node("Greater", "x,c", "a").Node("Less", "x,d", "b").Node(name, "a,b", "m")
                .Node("Not", "m", "n").Node("Cast", "n", "y", ("to", 1)).Output("y");
        }

        all["Where"] = () => X(16, 1, 3, 4).Input("z", 1, 3, 4).Floats("c", [], 0.5f).Node("Greater", "x,c", "m").Node("Where", "m,x,z", "y").Output("y");
        all["Where constant"] = () => X(16, 1, 3, 4).Floats("c", [], 0.5f).Floats("k", [3, 1], 1, 2, 3).Node("Less", "x,c", "m").Node("Where", "m,k,x", "y").Output("y");
        all["Cast to bool and back"] = () => X(16, 1, 3, 4).Node("Round", "x", "r").Node("Cast", "r", "b", ("to", 9)).Node("Cast", "b", "y", ("to", 1)).Output("y");
        all["Cast to integers"] = () => X(16, 1, 3, 4).Node("Cast", "x", "i", ("to", 7)).Node("Cast", "i", "y", ("to", 1)).Output("y");
        all["threshold by a mask"] = () => X(16, 1, 3, 4).Floats("c", [], 0.25f).Node("Greater", "x,c", "m").Node("Cast", "m", "f", ("to", 1)).Node("Mul", "x,f", "y").Output("y");
        foreach (string name in new[] { "ArgMax", "ArgMin" })
            foreach (int last in new[] { 0, 1 })
                all[$"{name} {last}"] = () => X(13, 1, 5, 4).Node("Round", "x", "r").Node(name, "r", "i", ("axis", 1), ("keepdims", last), ("select_last_index", last)).Node("Cast", "i", "y", ("to", 1)).Output("y");
        all["LpNormalization"] = () => X(13, 1, 5, 4).Node("LpNormalization", "x", "y", ("axis", 1)).Output("y");
        all["LpNormalization 1"] = () => X(13, 1, 5, 4).Node("LpNormalization", "x", "y", ("p", 1)).Output("y");
    }

    private static void AddIndices(Dictionary<string, Func<TestModel>> all)
    {
        all["Gather many"] = () => X(13, 1, 4, 200).Ints("i", [.. Enumerable.Range(0, 300).Select(i => i * 7919L % 200)]).Node("Gather", "x,i", "y", ("axis", 2)).Output("y");
        all["GatherElements"] = () => Shaped(X(13, 1, 3, 4), "i", [1, 3, 2], 0, -1, 3, 1, 2, 2).Node("GatherElements", "x,i", "y", ("axis", 2)).Output("y");
        all["GatherND"] = () => Shaped(X(13, 1, 3, 4), "i", [3, 2], 0, 2, 0, -1, 0, 0).Node("GatherND", "x,i", "y").Output("y");
        all["ScatterND rows"] = () => Shaped(X(16, 1, 3, 4).Weight("u", 2, 4), "i", [2, 2], 0, 2, 0, 0).Node("ScatterND", "x,i,u", "y").Output("y");
        all["ScatterND elements"] = () => Shaped(X(16, 1, 3, 4).Node("Neg", "x", "n"), "j", [2, 3], 0, 1, 3, 0, 2, -2).Ints("k", 0).Ints("z", 1).Ints("e", 2)
            .Ints("f", 2).Node("Slice", "n,k,e,f", "s").Node("Slice", "s,k,z,z", "t").Ints("shape", 2).Node("Reshape", "t,shape", "u").Node("ScatterND", "x,j,u", "y").Output("y");
        all["ScatterElements"] = () => Shaped(X(16, 1, 3, 4).Weight("u", 1, 2, 2), "i", [1, 2, 2], 0, 2, -1, 1).Node("ScatterElements", "x,i,u", "y", ("axis", 1)).Output("y");
        all["Pad wrap"] = () => X(19, 1, 2, 3, 4).Ints("p", 0, 0, 1, 2, 0, 0, 2, 3).Node("Pad", "x,p", "y", ("mode", "wrap")).Output("y");
    }

    private static void AddSamplings(Dictionary<string, Func<TestModel>> all)
    {
        foreach (string mode in new[] { "linear", "cubic" })
        {
            foreach (string coordinates in new[] { "half_pixel", "pytorch_half_pixel", "align_corners", "asymmetric" })
            {
                all[$"Resize {mode} {coordinates}"] = () => X(13, 1, 2, 5, 4).Ints("sizes", 1, 2, 7, 10)
                    .Node("Resize", "x,,,sizes", "y", ("mode", mode), ("coordinate_transformation_mode", coordinates)).Output("y");
                all[$"Resize {mode} down {coordinates}"] = () => X(13, 1, 2, 9, 8).Floats("s", [4], 1, 1, 0.5f, 0.75f)
                    .Node("Resize", "x,,s", "y", ("mode", mode), ("coordinate_transformation_mode", coordinates)).Output("y");
            }

            all[$"Resize {mode} one row"] = () => X(13, 1, 2, 1, 4).Ints("sizes", 1, 2, 3, 4).Node("Resize", "x,,,sizes", "y", ("mode", mode)).Output("y");
            all[$"Resize {mode} antialias"] = () => X(18, 1, 2, 12, 8).Ints("sizes", 1, 2, 5, 3).Node("Resize", "x,,,sizes", "y", ("mode", mode), ("antialias", 1)).Output("y");
        }

        all["Resize cubic excluding"] = () => X(13, 1, 2, 5, 4).Ints("sizes", 1, 2, 7, 10).Node("Resize", "x,,,sizes", "y", ("mode", "cubic"), ("exclude_outside", 1), ("cubic_coeff_a", -0.5f)).Output("y");
        all["Resize linear 10"] = () => X(10, 1, 2, 5, 4).Floats("s", [4], 1, 1, 2, 1.5f).Node("Resize", "x,s", "y", ("mode", "linear")).Output("y");
        all["Upsample linear 9"] = () => X(9, 1, 2, 5, 4).Floats("s", [4], 1, 1, 2, 3).Node("Upsample", "x,s", "y", ("mode", "linear")).Output("y");
        all["Resize crop"] = () => X(13, 1, 2, 5, 4).Floats("roi", [8], 0, 0, 0.1f, -0.2f, 1, 1, 0.8f, 1.1f).Ints("sizes", 1, 2, 7, 6)
            .Node("Resize", "x,roi,,sizes", "y", ("mode", "linear"), ("coordinate_transformation_mode", "tf_crop_and_resize"), ("extrapolation_value", 3f)).Output("y");
    }

    /// <summary>Samples that the network makes itself: as a batch in mid-network.</summary>
    private static void AddSamples(Dictionary<string, Func<TestModel>> all)
    {
        TestModel Folded(int opset = 13) => X(opset, 1, 4, 3, 6, 5).Ints("s", 4, 3, 6, 5).Node("Reshape", "x,s", "r");
        TestModel Back(TestModel model, int length) => model.Ints("t", 1, length).Node("Reshape", "f,t", "y").Output("y");
        all["Conv of samples"] = () => Back(Folded().Weight("w", 2, 3, 3, 2).Weight("b", 2).Node("Conv", "r,w,b", "f", ("pads", new[] { 1, 0, 1, 1 }), ("strides", new[] { 2, 1 })), -1);
        all["depthwise of samples"] = () => Back(Folded().Weight("w", 3, 1, 3, 2).Node("Conv", "r,w", "f", ("group", 3)), -1);
        all["pools of samples"] = () => Back(Folded().Node("MaxPool", "r", "m", ("kernel_shape", new[] { 2, 2 }), ("strides", new[] { 2, 2 })).Node("AveragePool", "m", "f", ("kernel_shape", new[] { 2, 1 })), -1);
        all["norm of samples"] = () => Back(Folded().Weight("s1", 3).Weight("b", 3).Weight("m", 3).Floats("v", [3], 0.5f, 1, 2).Node("BatchNormalization", "r,s1,b,m,v", "f"), -1);
        all["global pools of samples"] = () => Back(Folded().Node("GlobalAveragePool", "r", "a").Node("GlobalMaxPool", "r", "m").Node("Add", "a,m", "f"), -1);
        all["dense of samples"] = () => Back(Folded().Weight("w", 90, 2).Node("Flatten", "r", "a").Node("Gemm", "a,w", "f"), -1);
    }

    private static void AddFused(Dictionary<string, Func<TestModel>> all)
    {
        TestModel Fused(string type, TestModel model, string inputs, params (string, object)[] attributes)
        {
            model.Node(type, inputs, "y", attributes).Output("y");
            model.Proto.Graph.Node[^1].Domain = "com.microsoft";
            model.Proto.OpsetImport.Add(new OperatorSetIdProto { Domain = "com.microsoft", Version = 1 });
            return model;
        }

        all["FusedConv"] = () => Fused("FusedConv", X(13, 1, 2, 5, 4).Weight("w", 3, 2, 3, 3).Weight("b", 3), "x,w,b", ("activation", "LeakyRelu"), ("activation_params", new[] { 0.3f }));
        all["FusedGemm"] = () => Fused("FusedGemm", X(13, 1, 5).Weight("w", 5, 3).Weight("b", 3), "x,w,b", ("activation", "Relu"));
        all["FusedMatMul"] = () => Fused("FusedMatMul", X(13, 1, 4, 5).Weight("w", 5, 3), "x,w", ("alpha", 0.5f));
        all["contributed Gelu"] = () => Fused("Gelu", X(13, 1, 9), "x");
        all["FastGelu"] = () => Fused("FastGelu", X(13, 1, 9).Weight("b", 9), "x,b");
        all["QuickGelu"] = () => Fused("QuickGelu", X(13, 1, 9), "x");
        all["SkipLayerNormalization"] = () => Fused("SkipLayerNormalization", X(13, 1, 4, 8).Input("z", 1, 4, 8).Weight("g", 8).Weight("b", 8), "x,z,g,b", ("epsilon", 1e-5f));
        all["SkipLayerNormalization with a bias"] = () => Fused("SkipLayerNormalization", X(13, 1, 4, 8).Input("z", 1, 4, 8).Weight("g", 8).Weight("b", 8).Weight("c", 8), "x,z,g,b,c");
    }

    private static void AddSums(Dictionary<string, Func<TestModel>> all)
    {
        foreach (int axis in new[] { 1, 2, -1 })
        {
            all[$"CumSum of axis {axis}"] = () => X(14, 1, 3, 4, 5).Int("a", axis).Node("CumSum", "x,a", "y").Output("y");
            all[$"CumSum of axis {axis}, back"] = () => X(14, 1, 3, 4, 5).Int("a", axis).Node("CumSum", "x,a", "y", ("exclusive", 1), ("reverse", 1)).Output("y");
            all[$"Hardmax of axis {axis}"] = () => X(13, 1, 3, 4, 5).Node("Round", "x", "r").Node("Hardmax", "r", "y", ("axis", axis)).Output("y");
        }

        all["Hardmax of 11"] = () => X(11, 1, 3, 4).Node("Hardmax", "x", "y").Output("y");
        foreach (string reduction in new[] { "add", "mul" })
            all[$"ScatterND {reduction} in one place"] = () => Shaped(X(16, 1, 5, 3).Input("z", 4, 3), "i", [4, 2], 0, 1, 0, 3, 0, 1, 0, 1).Node("ScatterND", "x,i,z", "y", ("reduction", reduction)).Output("y");
        all["Concat of nothing"] = () => X(13, 1, 3, 4).Floats("e", [1, 0, 4]).Node("Concat", "e,x,e,x", "y", ("axis", 1)).Output("y");
        foreach (string mode in new[] { "floor", "ceil", "round_prefer_ceil", "round_prefer_floor" })
            all[$"Resize tf_half_pixel_for_nn {mode}"] = () => X(11, 1, 2, 9, 7).Floats("none", [0]).Floats("s", [4], 1, 1, 1.75f, 0.6f)
                .Node("Resize", "x,none,s", "y", ("mode", "nearest"), ("nearest_mode", mode), ("coordinate_transformation_mode", "tf_half_pixel_for_nn")).Output("y");
    }

    private static TestModel Shaped(TestModel model, string name, long[] shape, params long[] values)
    {
        var tensor = new TensorProto { Name = name, DataType = (int)TensorProto.Types.DataType.Int64, Int64Data = { values }, Dims = { shape } };
        model.Proto.Graph.Initializer.Add(tensor);
        return model;
    }
}
