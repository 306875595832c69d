"""Writes what MobileNetV2 makes of a picture, by PyTorch's own layers, for MobileNetReferenceTest.

Run it in this folder with any PyTorch: python3 make_reference.py. It shares no code with the trainer:
blocks are those of table 2 of Sandler et al. (2018), names those of timm's mobilenetv2_100.
"""

import zlib

import torch
from torch import nn

SIDE = 64
STAGES = [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)]


def numbers(name, shape):
    """Numbers in [-0.5,0.5) that follow from a name and a place alone."""
    count = torch.Size(shape).numel()
    x = torch.arange(count, dtype=torch.int64) + zlib.crc32(name.encode())
    for factor in (0x45D9F3B, 0x119DE1F3):
        x = ((x ^ (x >> 16)) * factor) & 0xFFFFFFFF
    x = x ^ (x >> 16)
    return (x.double() / 2**32 - 0.5).reshape(shape)


def weight(name, shape):
    u = numbers(name, shape)
    if len(shape) == 4:
        return u * (8 / (shape[1] * shape[2] * shape[3])) ** 0.5
    return {"weight": 1 + u, "bias": u, "running_mean": u, "running_var": 1 + u}[name.rsplit(".", 1)[1]]


def convolution(inputs, outputs, kernel, stride=1, groups=1):
    return nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False)


class Block(nn.Module):
    def __init__(self, inputs, outputs, expansion, stride):
        super().__init__()
        wide = inputs * expansion
        self.adds = stride == 1 and inputs == outputs
        layers = []
        if expansion > 1:
            layers += [("conv_pw", convolution(inputs, wide, 1)), ("bn1", nn.BatchNorm2d(wide)), ("", nn.ReLU6())]
        layers += [
            ("conv_dw", convolution(wide, wide, 3, stride, wide)),
            ("bn2" if expansion > 1 else "bn1", nn.BatchNorm2d(wide)),
            ("", nn.ReLU6()),
            ("conv_pwl" if expansion > 1 else "conv_pw", convolution(wide, outputs, 1)),
            ("bn3" if expansion > 1 else "bn2", nn.BatchNorm2d(outputs)),
        ]
        self.names = [name for name, _ in layers]
        self.layers = nn.ModuleList(layer for _, layer in layers)

    def forward(self, x):
        y = x
        for layer in self.layers:
            y = layer(y)
        return x + y if self.adds else y


def fill(layer, name):
    for key, value in layer.state_dict().items():
        if key != "num_batches_tracked":
            value.copy_(weight(f"{name}.{key}", tuple(value.shape)))


def main():
    stem = [("conv_stem", convolution(3, 32, 3, 2)), ("bn1", nn.BatchNorm2d(32))]
    for name, layer in stem:
        fill(layer, name)
    x = numbers("photograph", (1, 3, SIDE, SIDE)).float() + 0.5
    x = nn.functional.relu6(stem[1][1].eval()(stem[0][1](x)))
    inputs = 32
    kept = {}
    for i, (expansion, outputs, count, stride) in enumerate(STAGES):
        for j in range(count):
            block = Block(inputs, outputs, expansion, stride if j == 0 else 1).eval()
            for name, layer in zip(block.names, block.layers):
                if name:
                    fill(layer, f"blocks.{i}.{j}.{name}")
            x = block(x)
            inputs = outputs
        kept[i] = x
    with open("features.csv", "w", encoding="utf-8") as file:
        file.write("features,channel,mean,corner\n")
        for name, stage in (("eighth", 2), ("sixteenth", 4), ("deepest", 6)):
            for channel in range(kept[stage].shape[1]):
                values = kept[stage][0, channel]
                file.write(f"{name},{channel},{values.mean():.6f},{values[0, 0]:.6f}\n")


with torch.no_grad():
    main()
