"""Prints what a training step of the paper's U-Net costs in Python's PyTorch.

The same network, loss and optimiser as StepBenchmark: channels 32..512, 256x256 pixels, batch 4,
batch norm, up-convolutions, L1 loss, Adam, two threads. Needs PyTorch (Debian: python3-torch).
"""
import statistics
import time

import torch
from torch import nn

CHANNELS = [32, 64, 128, 256, 512]
ROUNDS, STEPS = 7, 3


def stage(inputs, outputs):
    layers = []
    for channels in (inputs, outputs):
        layers += [
            nn.Conv2d(channels, outputs, 3, padding=1, bias=False),
            nn.BatchNorm2d(outputs),
            nn.ReLU(),
        ]
    return nn.Sequential(*layers)


class UNet(nn.Module):
    def __init__(self):
        super().__init__()
        pairs = list(zip([3] + CHANNELS[:-1], CHANNELS))
        self.encoder = nn.ModuleList(stage(a, b) for a, b in pairs)
        ups = list(zip(CHANNELS[:0:-1], CHANNELS[-2::-1]))
        self.enlargements = nn.ModuleList(nn.ConvTranspose2d(a, b, 2, 2) for a, b in ups)
        self.decoder = nn.ModuleList(stage(2 * b, b) for _, b in ups)
        self.head = nn.Conv2d(CHANNELS[0], 2, 1)

    def forward(self, x):
        skips = []
        for i, block in enumerate(self.encoder):
            x = block(nn.functional.max_pool2d(x, 2) if i else x)
            skips.append(x)
        skips.pop()
        for up, block in zip(self.enlargements, self.decoder):
            x = block(torch.cat([skips.pop(), up(x)], 1))
        return torch.sigmoid(self.head(x))


def main():
    torch.set_num_threads(2)
    torch.manual_seed(1)
    network = UNet()
    optimiser = torch.optim.Adam(network.parameters(), 2e-4, betas=(0.5, 0.999))
    photographs = torch.rand(4, 3, 256, 256)
    maps = torch.rand(4, 2, 256, 256)

    def step():
        optimiser.zero_grad()
        nn.functional.l1_loss(network(photographs), maps).backward()
        optimiser.step()

    step()
    seconds = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        for _ in range(STEPS):
            step()
        seconds.append((time.perf_counter() - begin) / STEPS)
    print(
        f"PyTorch {torch.__version__}, u-net 32..512, 256x256, batch 4: "
        f"{statistics.median(seconds):.3f} s a step (median of {ROUNDS} rounds)"
    )


if __name__ == "__main__":
    main()
