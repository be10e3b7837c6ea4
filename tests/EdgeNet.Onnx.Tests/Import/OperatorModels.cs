namespace EdgeNet.Onnx.Tests.Import;

/// <summary>Models of one operator or a few, over the opsets in which their definitions changed. Every value has a first axis of 1.</summary>
internal static class OperatorModels
{
    public static IReadOnlyDictionary<string, Func<TestModel>> All { get; } = Create();

    private static TestModel X(int opset, params int[] shape) => new TestModel(opset).Input("x", shape);

    private static Dictionary<string, Func<TestModel>> Create()
    {
        var all = new Dictionary<string, Func<TestModel>>();
        foreach (string name in new[] { "Abs", "Ceil", "Cos", "Exp", "Floor", "HardSwish", "Neg", "Reciprocal", "Relu", "Round", "Sigmoid", "Sign", "Sin", "Softplus", "Softsign", "Tanh", "Erf", "Mish", "Elu", "Selu", "Celu", "LeakyRelu", "HardSigmoid", "ThresholdedRelu", "Identity" })
            all[name] = () => X(18, 1, 3, 5).Node(name, "x", "y").Output("y");
        foreach (string name in new[] { "Elu", "Celu", "LeakyRelu", "ThresholdedRelu" })
            all[name + " alpha"] = () => X(18, 1, 3, 5).Node(name, "x", "y", ("alpha", 0.7f)).Output("y");
        foreach (string name in new[] { "ReduceMean", "ReduceSum", "ReduceMax", "ReduceMin", "ReduceProd", "ReduceL1", "ReduceL2", "ReduceSumSquare", "ReduceLogSumExp" })
        {
            all[name + " 11"] = () => X(11, 1, 3, 4, 5).Node(name, "x", "y", ("axes", new[] { 2, -1 }), ("keepdims", 1)).Output("y");
            all[name + " 18"] = () => X(18, 1, 3, 4, 5).Ints("axes", 1, 3).Node(name, "x,axes", "y", ("keepdims", 0)).Output("y");
            all[name + " noop"] = () => X(18, 1, 3, 4).Node(name, "x", "y", ("noop_with_empty_axes", 1)).Output("y");
        }

        foreach (string name in new[] { "Softmax", "LogSoftmax" })
        {
            all[name + " 11"] = () => X(11, 1, 3, 4, 5).Node(name, "x", "y").Output("y");
            all[name + " 11 axis 2"] = () => X(11, 1, 3, 4, 5).Node(name, "x", "y", ("axis", 2)).Output("y");
            all[name + " 11 axis 3"] = () => X(11, 1, 3, 4, 5).Node(name, "x", "y", ("axis", -1)).Output("y");
            all[name + " 13 axis 1"] = () => X(13, 1, 3, 4, 5).Node(name, "x", "y", ("axis", 1)).Output("y");
            all[name + " 13 axis 0"] = () => X(13, 1, 3).Node(name, "x", "y", ("axis", 0)).Output("y");
        }

        AddWindows(all);
        MaskModels.Add(all);
        AddShapes(all);
        AddJoins(all);
        AddNorms(all);
        return all;
    }

    private static void AddWindows(Dictionary<string, Func<TestModel>> all)
    {
        foreach (string pad in new[] { "SAME_UPPER", "SAME_LOWER", "VALID" })
        {
            all["Conv " + pad] = () => X(11, 1, 3, 7, 8).Weight("w", 4, 3, 3, 2).Weight("b", 4).Node("Conv", "x,w,b", "y", ("auto_pad", pad), ("strides", new[] { 2, 3 })).Output("y");
            all["MaxPool " + pad] = () => X(11, 1, 3, 7, 8).Node("MaxPool", "x", "y", ("auto_pad", pad), ("kernel_shape", new[] { 3, 2 }), ("strides", new[] { 2, 2 })).Output("y");
            all["AveragePool " + pad] = () => X(11, 1, 3, 7, 8).Node("AveragePool", "x", "y", ("auto_pad", pad), ("kernel_shape", new[] { 3, 4 }), ("strides", new[] { 2, 1 })).Output("y");
            all["ConvTranspose " + pad] = () => X(11, 1, 3, 4, 5).Weight("w", 3, 2, 3, 3).Node("ConvTranspose", "x,w", "y", ("auto_pad", pad), ("strides", new[] { 2, 2 })).Output("y");
        }

        all["Conv 1-D groups"] = () => X(11, 1, 4, 9).Weight("w", 6, 2, 3).Node("Conv", "x,w", "y", ("group", 2), ("dilations", new[] { 2 }), ("pads", new[] { 2, 1 })).Output("y");
        all["Conv depthwise multiplier"] = () => X(11, 1, 3, 6, 6).Weight("w", 6, 1, 3, 3).Node("Conv", "x,w", "y", ("group", 3)).Output("y");
        all["Conv 3-D"] = () => X(11, 1, 2, 4, 5, 6).Weight("w", 3, 2, 2, 3, 2).Node("Conv", "x,w", "y", ("strides", new[] { 1, 2, 1 }), ("pads", new[] { 0, 1, 1, 1, 0, 1 })).Output("y");
        all["ConvTranspose output_shape"] = () => X(11, 1, 2, 3, 3).Weight("w", 2, 2, 3, 3).Node("ConvTranspose", "x,w", "y", ("strides", new[] { 3, 2 }), ("output_shape", new[] { 8, 6 })).Output("y");
        all["ConvTranspose groups"] = () => X(11, 1, 4, 5).Weight("w", 4, 3, 4).Weight("b", 6).Node("ConvTranspose", "x,w,b", "y", ("group", 2), ("strides", new[] { 3 }), ("output_padding", new[] { 2 }), ("dilations", new[] { 2 }), ("pads", new[] { 1, 2 })).Output("y");
        all["MaxPool ceil dilated"] = () => X(12, 1, 2, 9).Node("MaxPool", "x", "y", ("kernel_shape", new[] { 3 }), ("strides", new[] { 2 }), ("dilations", new[] { 2 }), ("ceil_mode", 1), ("pads", new[] { 1, 0 })).Output("y");
        all["AveragePool counted ceil"] = () => X(19, 1, 2, 8, 8).Node("AveragePool", "x", "y", ("kernel_shape", new[] { 3, 3 }), ("strides", new[] { 2, 2 }), ("pads", new[] { 1, 1, 1, 1 }), ("count_include_pad", 1), ("ceil_mode", 1)).Output("y");
        all["AveragePool ceil"] = () => X(19, 1, 2, 8, 8).Node("AveragePool", "x", "y", ("kernel_shape", new[] { 3, 3 }), ("strides", new[] { 2, 2 }), ("pads", new[] { 1, 1, 1, 1 }), ("ceil_mode", 1)).Output("y");
        all["AveragePool dilated"] = () => X(19, 1, 2, 10).Node("AveragePool", "x", "y", ("kernel_shape", new[] { 3 }), ("dilations", new[] { 3 }), ("pads", new[] { 2, 2 })).Output("y");
        all["LpPool"] = () => X(18, 1, 2, 8, 6).Node("LpPool", "x", "y", ("kernel_shape", new[] { 2, 3 }), ("p", 3), ("strides", new[] { 1, 2 })).Output("y");
        all["LpPool same"] = () => X(18, 1, 2, 8, 6).Node("LpPool", "x", "y", ("kernel_shape", new[] { 2, 3 }), ("auto_pad", "SAME_UPPER")).Output("y");
        foreach (string name in new[] { "GlobalAveragePool", "GlobalMaxPool", "GlobalLpPool" }) all[name] = () => X(12, 1, 3, 4, 5).Node(name, "x", "y").Output("y");
    }

    private static void AddShapes(Dictionary<string, Func<TestModel>> all)
    {
        all["Reshape"] = () => X(14, 1, 4, 6).Ints("s", 1, 0, 3, -1).Node("Reshape", "x,s", "r").Node("Transpose", "r", "y", ("perm", new[] { 0, 3, 1, 2 })).Output("y");
        all["Reshape of a shape"] = () => X(14, 1, 4, 6).Node("Shape", "x", "shape").Int("zero", 0).Node("Gather", "shape,zero", "n").Ints("axis", 0).Node("Unsqueeze", "n,axis", "u").Ints("rest", -1)
            .Node("Concat", "u,rest", "target", ("axis", 0)).Node("Reshape", "x,target", "y").Output("y");
        all["Transpose"] = () => X(14, 1, 4, 6, 5).Node("Transpose", "x", "y", ("perm", new[] { 0, 2, 3, 1 })).Output("y");
        all["Squeeze Unsqueeze 11"] = () => X(11, 1, 4, 1, 6).Node("Squeeze", "x", "s", ("axes", new[] { 2 })).Node("Unsqueeze", "s", "u", ("axes", new[] { 1, -1 })).Node("Relu", "u", "y").Output("y");
        all["Flatten 2"] = () => X(14, 1, 2, 3, 4).Node("Flatten", "x", "f", ("axis", 3)).Ints("s", 1, 24).Node("Reshape", "f,s", "y").Output("y");
        all["Slice 9"] = () => X(9, 1, 4, 6).Node("Slice", "x", "y", ("axes", new[] { 2, 1 }), ("starts", new[] { -5, 1 }), ("ends", new[] { 1000, -1 })).Output("y");
        all["Slice steps"] = () => X(13, 1, 4, 9).Ints("s", 8, 3).Ints("e", -1000, 0).Ints("a", 2, 1).Ints("t", -3, -2).Node("Slice", "x,s,e,a,t", "y").Output("y");
        all["Slice even"] = () => X(13, 1, 4, 9).Ints("s", 1).Ints("e", 9).Ints("a", -1).Ints("t", 2).Node("Slice", "x,s,e,a,t", "y").Output("y");
        all["Gather index"] = () => X(13, 1, 4, 9).Int("i", -2).Node("Gather", "x,i", "y", ("axis", 1)).Output("y");
        all["Gather list"] = () => X(13, 1, 4, 9).Ints("i", 3, 0, 0, 1, 2, -1).Node("Gather", "x,i", "y", ("axis", 2)).Output("y");
        all["Split 11"] = () => X(11, 1, 6, 2).Node("Split", "x", "a,b", ("axis", 1), ("split", new[] { 4, 2 })).Node("Relu", "a", "c").Output("c", "b");
        all["Split 13"] = () => X(13, 1, 6, 2).Ints("s", 1, 2, 3).Node("Split", "x,s", "a,b,c", ("axis", -2)).Output("b", "c", "a");
        all["Split 18 uneven"] = () => X(18, 1, 7, 2).Node("Split", "x", "a,b,c", ("axis", 1), ("num_outputs", 3)).Output("a", "b", "c");
        all["Pad 10"] = () => X(10, 1, 2, 4, 5).Node("Pad", "x", "y", ("pads", new[] { 0, 0, 1, 2, 0, 0, 2, 1 }), ("value", 1.5f)).Output("y");
        all["Pad reflect"] = () => X(13, 1, 2, 4, 5).Ints("p", 0, 0, 1, 2, 0, 0, 2, 1).Node("Pad", "x,p", "y", ("mode", "reflect")).Output("y");
        all["Pad edge channels"] = () => X(13, 1, 2, 4, 5).Ints("p", 0, 1, 1, 2, 0, 2, 2, 1).Node("Pad", "x,p", "y", ("mode", "edge")).Output("y");
        all["Pad negative"] = () => X(13, 1, 2, 4, 5).Ints("p", 0, 0, -1, 2, 0, 0, 2, -1).Floats("v", [], 2).Node("Pad", "x,p,v", "y").Output("y");
        all["Pad axes"] = () => X(18, 1, 2, 4, 5).Ints("p", 1, 2).Ints("a", -1).Node("Pad", "x,p,,a", "y").Output("y");
        all["DepthToSpace"] = () => X(11, 1, 8, 2, 3).Node("DepthToSpace", "x", "y", ("blocksize", 2)).Output("y");
        all["DepthToSpace CRD"] = () => X(11, 1, 8, 2, 3).Node("DepthToSpace", "x", "y", ("blocksize", 2), ("mode", "CRD")).Output("y");
        all["SpaceToDepth"] = () => X(11, 1, 2, 4, 6).Node("SpaceToDepth", "x", "y", ("blocksize", 2)).Output("y");
        all["Expand"] = () => X(13, 1, 3, 1).Ints("s", 1, 3, 4).Node("Expand", "x,s", "y").Output("y");
        all["Expand rank"] = () => X(13, 1, 3, 1).Ints("s", 1, 2, 3, 4).Node("Expand", "x,s", "y").Output("y");
        all["Tile many"] = () => X(13, 1, 3, 2).Ints("r", 1, 1, 200).Node("Tile", "x,r", "y").Output("y");
        all["Tile first"] = () => X(13, 1, 3, 2).Ints("r", 3, 1, 2).Node("Tile", "x,r", "y").Output("y");
        all["Expand many"] = () => X(13, 1, 1, 4, 1).Ints("s", 1, 70, 4, 90).Node("Expand", "x,s", "y").Output("y");
        all["Expand added axes"] = () => X(13, 1, 3, 1).Ints("s", 2, 5, 1, 3, 4).Node("Expand", "x,s", "y").Output("y");
        all["Tile"] = () => X(13, 1, 3, 2).Ints("r", 1, 2, 3).Node("Tile", "x,r", "y").Output("y");
        all["Cast"] = () => X(13, 1, 3, 2).Node("Cast", "x", "d", ("to", 11)).Node("Cast", "d", "y", ("to", 1)).Output("y");
        all["Dropout"] = () => X(13, 1, 3, 2).Node("Dropout", "x", "d").Node("Relu", "d", "y").Output("y");
        all["Upsample 9"] = () => X(9, 1, 2, 3, 4).Floats("s", [4], 1, 1, 2, 3).Node("Upsample", "x,s", "y", ("mode", "nearest")).Output("y");
        all["Upsample 7"] = () => X(7, 1, 2, 3, 4).Node("Upsample", "x", "y", ("scales", new[] { 1f, 1, 2, 2 })).Output("y");
        all["Resize 10 by 0.7"] = () => X(10, 1, 2, 6, 4).Floats("s", [4], 1, 1, 0.7f, 1.3f).Node("Resize", "x,s", "y").Output("y");
        all["Resize coordinates of float32"] = () => X(17, 1, 2, 5).Floats("s", [3], 1, 1, 5 / 3f)
            .Node("Resize", "x,,s", "y", ("mode", "nearest"), ("nearest_mode", "ceil")).Output("y");
        all["Resize 10"] = () => X(10, 1, 2, 6, 4).Floats("s", [4], 1, 1, 0.5f, 2.5f).Node("Resize", "x,s", "y").Output("y");
        foreach (string coordinates in new[] { "half_pixel", "pytorch_half_pixel", "align_corners", "asymmetric" })
            foreach (string rounding in new[] { "round_prefer_floor", "round_prefer_ceil", "floor", "ceil" })
            {
                all[$"Resize {coordinates} {rounding}"] = () => X(13, 1, 2, 5, 4).Ints("sizes", 1, 2, 7, 3).Node("Resize", "x,,,sizes", "y", ("mode", "nearest"), ("coordinate_transformation_mode", coordinates), ("nearest_mode", rounding)).Output("y");
                all[$"Resize scales {coordinates} {rounding}"] = () => X(13, 1, 2, 5, 4).Floats("roi", [0]).Floats("s", [4], 1, 1, 0.7f, 2.3f).Node("Resize", "x,roi,s", "y", ("mode", "nearest"), ("coordinate_transformation_mode", coordinates), ("nearest_mode", rounding)).Output("y");
            }

        // The scales that exporters write for "to size k": what the float32 number itself gives, not the fraction that is meant.
        foreach (var (from, to) in new[] { (9, 1), (7, 12) })
            all[$"Resize {from} to {to} by scale"] = () => X(17, 1, 2, from, from).Floats("s", [4], 1, 1, (float)to / from, (float)to / from).Node("Resize", "x,,s", "y", ("mode", "nearest"), ("coordinate_transformation_mode", "asymmetric"), ("nearest_mode", "floor")).Output("y");
        all["Resize channels"] = () => X(13, 1, 2, 3, 3).Floats("s", [4], 1, 2, 1, 2).Node("Resize", "x,,s", "y", ("coordinate_transformation_mode", "asymmetric"), ("nearest_mode", "floor")).Output("y");
        all["Resize not_larger"] = () => X(18, 1, 2, 3, 4).Ints("sizes", 7, 9).Node("Resize", "x,,,sizes", "y", ("axes", new[] { 2, 3 }), ("keep_aspect_ratio_policy", "not_larger")).Output("y");
    }

    private static void AddJoins(Dictionary<string, Func<TestModel>> all)
    {
        foreach (string name in new[] { "Add", "Sub", "Mul", "Div", "Min", "Max" })
        {
            all[name] = () => X(13, 1, 3, 4).Input("z", 1, 3, 4).Node(name, "x,z", "y").Output("y");
            all[name + " broadcast"] = () => X(13, 1, 3, 4).Input("z", 1, 3, 1).Node(name, "z,x", "y").Output("y");
            all[name + " number"] = () => X(13, 1, 3, 4).Floats("c", [], 0.75f).Node(name, "x,c", "y").Output("y");
            all[name + " number first"] = () => X(13, 1, 3, 4).Floats("c", [1], 0.75f).Node(name, "c,x", "y").Output("y");
            all[name + " channels"] = () => X(13, 1, 3, 4).Floats("c", [3, 1], 1, -2, 3).Node(name, "x,c", "y").Output("y");
            all[name + " enlarged"] = () => X(13, 1, 1, 4).Weight("c", 1, 3, 4).Node(name, "c,x", "y").Output("y");
        }

        all["Sum of three"] = () => X(13, 1, 3).Input("z", 1, 3).Weight("c", 3).Node("Sum", "x,z,c", "y").Output("y");
        all["Mean of three"] = () => X(13, 1, 3).Input("z", 1, 3).Weight("c", 3).Node("Mean", "x,z,c", "y").Output("y");
        all["Max of three"] = () => X(13, 1, 3).Input("z", 1, 3).Weight("c", 3).Node("Max", "x,z,c", "y").Output("y");
        foreach (float exponent in new[] { 1f, 2, 3 }) all[FormattableString.Invariant($"Pow {exponent}")] = () => X(13, 1, 3, 4).Floats("c", [], exponent).Node("Pow", "x,c", "y").Output("y");
        all["Clip 6"] = () => X(10, 1, 3, 4).Node("Clip", "x", "y", ("min", -0.5f), ("max", 0.25f)).Output("y");
        all["Clip 11"] = () => X(11, 1, 3, 4).Floats("l", [], -1).Node("Clip", "x,l", "y").Output("y");
        all["Clip max"] = () => X(13, 1, 3, 4).Floats("h", [], 1).Node("Clip", "x,,h", "y").Output("y");
        all["PRelu shared"] = () => X(13, 1, 3, 4).Floats("s", [1], 0.3f).Node("PRelu", "x,s", "y").Output("y");
        all["PRelu channels"] = () => X(13, 1, 3, 4).Floats("s", [3, 1], 0.1f, 0.2f, -0.3f).Node("PRelu", "x,s", "y").Output("y");
        all["PRelu columns"] = () => X(13, 1, 3, 4).Floats("s", [4], 0.1f, 0.2f, 0.3f, 0.4f).Node("PRelu", "x,s", "y").Output("y");
        all["Concat"] = () => X(13, 1, 3, 4).Weight("c", 1, 3, 2).Node("Relu", "x", "r").Node("Concat", "r,x,c", "y", ("axis", -1)).Output("y");
        all["Gemm"] = () => X(13, 1, 5).Weight("w", 5, 3).Weight("c", 1, 3).Node("Gemm", "x,w,c", "y", ("alpha", 0.5f), ("beta", 2f)).Output("y");
        all["Gemm scalar bias"] = () => X(13, 1, 5).Weight("w", 3, 5).Weight("c", 1).Node("Gemm", "x,w,c", "y", ("transB", 1)).Output("y");
        all["Gemm computed bias"] = () => X(13, 1, 5).Input("z", 1, 3).Weight("w", 3, 5).Node("Relu", "z", "r").Node("Gemm", "x,w,r", "y", ("transB", 1), ("beta", 0.5f)).Output("y");
        all["MatMul rows"] = () => X(13, 1, 4, 5).Weight("w", 5, 3).Node("MatMul", "x,w", "y").Output("y");
        all["MatMul two"] = () => X(13, 1, 4, 5).Input("z", 1, 5, 2).Node("MatMul", "x,z", "y").Output("y");
        all["MatMul heads"] = () => X(13, 1, 2, 4, 5).Input("z", 1, 2, 5, 3).Node("MatMul", "x,z", "y").Output("y");
        all["MatMul left"] = () => X(13, 1, 4, 5).Weight("w", 3, 4).Node("MatMul", "w,x", "y").Output("y");
        all["Gemm of two"] = () => X(13, 1, 5).Input("z", 1, 3, 5).Node("Relu", "z", "r").Node("Squeeze", "r", "b")
            .Node("Gemm", "x,b", "y", ("transB", 1), ("alpha", 0.5f)).Output("y");
        all["ScatterND add"] = () => X(18, 1, 4, 3).Longs("i", [2, 2], 0, 2, 0, 1).Weight("u", 2, 3)
            .Node("ScatterND", "x,i,u", "y", ("reduction", "add")).Output("y");
        all["ScatterElements max"] = () => X(18, 1, 4, 3).Longs("i", [1, 2, 2], 0, 2, 1, 0).Weight("u", 1, 2, 2)
            .Node("ScatterElements", "x,i,u", "y", ("axis", 2), ("reduction", "max")).Output("y");
        all["Pad by −∞"] = () => X(13, 1, 2, 3, 3).Ints("p", 0, 0, 1, 0, 0, 0, 0, 2).Floats("v", [], float.NegativeInfinity)
            .Node("Pad", "x,p,v", "q").Node("MaxPool", "q", "y", ("kernel_shape", new[] { 2, 2 })).Output("y");
        foreach (string name in new[] { "DepthToSpace", "SpaceToDepth" })
            all[name + " of samples"] = () => X(13, 1, 3, 4, 4, 2).Node("Squeeze", "x", "s").Node(name, "s", "y",
                ("blocksize", 2)).Output("y");
        all["ConvTranspose of samples"] = () => X(13, 1, 3, 2, 4, 3).Weight("w", 2, 3, 3, 2).Node("Squeeze", "x", "s")
            .Node("ConvTranspose", "s,w", "y", ("strides", new[] { 2, 1 })).Output("y");
        all["InstanceNormalization of samples"] = () => X(13, 1, 3, 2, 4, 3).Weight("s", 2).Weight("b", 2).Node("Squeeze", "x", "q")
            .Node("InstanceNormalization", "q,s,b", "y").Output("y");
        all["LRN of samples"] = () => X(13, 1, 3, 5, 4, 3).Node("Squeeze", "x", "s").Node("LRN", "s", "y", ("size", 3),
            ("alpha", 0.3f)).Output("y");
        all["AveragePool of samples of volumes"] = () => X(13, 1, 2, 3, 4, 3, 4).Node("Squeeze", "x", "s")
            .Node("AveragePool", "s", "y", ("kernel_shape", new[] { 2, 2, 2 })).Output("y");
        all["PRelu scalar"] = () => X(13, 1, 3).Int("i", 1).Int("o", 0).Node("Gather", "x,i", "g", ("axis", 1)).Node("Gather", "g,o", "s")
            .Floats("a", [], 0.25f).Node("PRelu", "s,a", "y").Output("y");
        all["Expand scalar"] = () => X(13, 1, 3).Int("i", 1).Int("o", 0).Node("Gather", "x,i", "g", ("axis", 1)).Node("Gather", "g,o", "s")
            .Ints("n", 3).Node("Expand", "s,n", "y").Output("y");
        all["MatMul vector"] = () => X(13, 1, 4, 5).Weight("w", 5).Node("MatMul", "x,w", "y").Output("y");
    }

    private static void AddNorms(Dictionary<string, Func<TestModel>> all)
    {
        all["BatchNormalization 9"] = () => X(9, 1, 3, 4, 4).Weight("s", 3).Weight("b", 3).Weight("m", 3).Floats("v", [3], 0.5f, 1, 2).Node("BatchNormalization", "x,s,b,m,v", "y", ("epsilon", 1e-3f)).Output("y");
        all["BatchNormalization 15 vector"] = () => X(15, 1, 3).Weight("s", 3).Weight("b", 3).Weight("m", 3).Floats("v", [3], 0.5f, 1, 2).Node("BatchNormalization", "x,s,b,m,v", "y").Output("y");
        all["InstanceNormalization"] = () => X(13, 1, 3, 4, 5).Weight("s", 3).Weight("b", 3).Node("InstanceNormalization", "x,s,b", "y").Output("y");
        all["GroupNormalization 18"] = () => X(18, 1, 4, 3, 3).Weight("s", 2).Weight("b", 2).Node("GroupNormalization", "x,s,b", "y", ("num_groups", 2)).Output("y");
        all["GroupNormalization 21"] = () => X(21, 1, 4, 3, 3).Weight("s", 4).Weight("b", 4).Node("GroupNormalization", "x,s,b", "y", ("num_groups", 2), ("epsilon", 0.01f)).Output("y");
        all["LayerNormalization"] = () => X(17, 1, 4, 6).Weight("s", 6).Weight("b", 6).Node("LayerNormalization", "x,s,b", "y").Output("y");
        all["LayerNormalization axis"] = () => X(17, 1, 4, 6).Weight("s", 4, 6).Node("LayerNormalization", "x,s", "y", ("axis", 1), ("epsilon", 0.1f)).Output("y");
        all["LayerNormalization statistics"] = () => X(17, 1, 4, 6).Weight("s", 6).Node("LayerNormalization", "x,s", "y,m,d").Output("y", "m", "d");
        all["LRN"] = () => X(13, 1, 7, 3, 3).Node("LRN", "x", "y", ("size", 5), ("alpha", 0.3f), ("beta", 0.6f), ("bias", 1.5f)).Output("y");
        all["MeanVarianceNormalization"] = () => X(13, 1, 3, 4, 4).Node("MeanVarianceNormalization", "x", "y").Output("y");
        all["Gelu"] = () => X(20, 1, 9).Node("Gelu", "x", "y").Output("y");
        all["Gelu tanh"] = () => X(20, 1, 9).Node("Gelu", "x", "y", ("approximate", "tanh")).Output("y");
        all["folded norm"] = () => X(13, 1, 3, 4).Floats("var", [3, 1], 1, 2, 3).Floats("eps", [], 0.1f).Node("Add", "var,eps", "a").Node("Sqrt", "a", "b").Node("Div", "x,b", "y").Output("y");
    }
}
