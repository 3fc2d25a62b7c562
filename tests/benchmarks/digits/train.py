"""Teach the recogniser of handwritten days: ``python -m tests.benchmarks.digits.train``.

usage: train OUT.npz EPOCHS TRAIN.npz [TRAIN.npz …] -- HELD_BACK.npz

Needs torch (2.13, on the processor) and scikit-image, in an environment of their own; the program itself needs neither.
What is written are the weights in half precision, batch norms folded in, and a text that says where they come from.
``docs/ocr.md`` gives the commands. With one seed and one thread they come out alike.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

SEED = 20
NO_TENS, NO_DAY = 4, 5  # classes of the first head after the digits 0 to 3; the second has 10 for no day
ABOUT = (
    "Handwritten days of the month. Learned from synthetic datelines: digits of MNIST (Y. LeCun, C. Cortes, C. Burges; "
    "CC BY-SA 3.0) and of handwriting fonts (SIL Open Font License), made by tests/benchmarks/digits."
)


class Net(nn.Module):
    """Three convolutions, one hidden layer, a head for the tens and one for the units."""

    def __init__(self, channels: tuple[int, int, int] = (16, 24, 40), hidden: int = 80) -> None:
        super().__init__()
        a, b, c = channels
        self.convolutions = nn.ModuleList(
            [nn.Conv2d(1, a, 5, stride=2, padding=2), nn.Conv2d(a, b, 3, padding=1), nn.Conv2d(b, c, 3, padding=1)]
        )
        self.norms = nn.ModuleList([nn.BatchNorm2d(a), nn.BatchNorm2d(b), nn.BatchNorm2d(c)])
        self.hidden = nn.Linear(c * 4 * 8, hidden)
        self.heads = nn.Linear(hidden, 6 + 11)
        self.drop = nn.Dropout(0.2)

    def forward(self, x: Tensor) -> Tensor:
        for at, (convolution, norm) in enumerate(zip(self.convolutions, self.norms, strict=True)):
            x = functional.relu(norm(convolution(x)))
            x = functional.max_pool2d(x, 2) if at else x
        return self.heads(self.drop(functional.relu(self.hidden(self.drop(x.flatten(1))))))


def labels(days: np.ndarray, zeros: np.ndarray) -> tuple[Tensor, Tensor]:
    """The classes of tens and units."""
    tens = np.where(days == 0, NO_DAY, np.where((days < 10) & (zeros == 0), NO_TENS, days // 10))
    return torch.from_numpy(tens.astype(np.int64)), torch.from_numpy(
        np.where(days == 0, 10, days % 10).astype(np.int64)
    )


def changed(x: Tensor, source: torch.Generator) -> Tensor:
    """A batch shifted, stretched, slanted, paled and specked a little."""
    n = len(x)
    rand = lambda scale: (torch.rand(n, generator=source) * 2 - 1) * scale  # noqa: E731
    maps = torch.zeros(n, 2, 3)
    maps[:, 0, 0], maps[:, 1, 1] = 1 + rand(0.13), 1 + rand(0.13)
    maps[:, 0, 1], maps[:, 1, 0] = rand(0.1), rand(0.1)
    maps[:, 0, 2], maps[:, 1, 2] = rand(0.08), rand(0.1)
    x = functional.grid_sample(x, functional.affine_grid(maps, list(x.shape), align_corners=False), align_corners=False)
    x = x.clamp(0, 1) ** torch.exp(rand(0.5)).view(n, 1, 1, 1)
    return (
        x * (1 - 0.25 * torch.rand(n, 1, 1, 1, generator=source)) + torch.randn(x.shape, generator=source) * 0.04
    ).clamp(0, 1)


def day_chances(out: Tensor, temperature: float = 1.0) -> Tensor:
    """Chances of no day (column 0) and of the days 1 to 31."""
    tens, units = (out[:, :6] / temperature).softmax(1), (out[:, 6:] / temperature).softmax(1)
    days = torch.zeros(len(out), 32)
    for day in range(1, 32):
        days[:, day] = tens[:, day // 10] * units[:, day % 10]
        if day < 10:
            days[:, day] += tens[:, NO_TENS] * units[:, day]
    days[:, 0] = 1 - days[:, 1:].sum(1)
    return days


def report(net: Net, x: Tensor, days: np.ndarray) -> str:
    """Share read right, and precision and recall of the days at several thresholds."""
    net.eval()
    with torch.no_grad():
        chances = torch.cat([day_chances(net(part)) for part in x.split(2000)]).numpy()
    best, sure = chances.argmax(1), chances.max(1)
    real = days > 0
    rows = [f"days {(best == days)[real].mean():.4f} no day {(best == 0)[~real].mean():.4f}"]
    for least in (0.5, 0.8, 0.9, 0.95, 0.98, 0.99):
        said = (best > 0) & (sure >= least)
        right, false = said & (best == days), said[~real].mean()
        rows.append(f"{least}: P {right.sum() / max(1, said.sum()):.4f} R {right[real].mean():.3f} false {false:.3f}")
    return "; ".join(rows)


def folded(net: Net) -> dict[str, np.ndarray]:
    """The weights with the norms folded in, in half precision."""
    out = {}
    for at, (convolution, norm) in enumerate(zip(net.convolutions, net.norms, strict=True)):
        scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
        out[f"w{at}"] = convolution.weight * scale.view(-1, 1, 1, 1)
        out[f"b{at}"] = (convolution.bias - norm.running_mean) * scale + norm.bias
    for name, layer in (("3", net.hidden), ("4", net.heads)):
        out["w" + name], out["b" + name] = layer.weight, layer.bias
    return {name: value.detach().numpy().astype(np.float16) for name, value in out.items()}


def main() -> None:
    """Train, report, write."""
    out, epochs = Path(sys.argv[1]), int(sys.argv[2])
    names, held = sys.argv[3 : sys.argv.index("--")], sys.argv[-1]
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    source = torch.Generator().manual_seed(SEED)
    files = [np.load(name) for name in names]
    windows = torch.from_numpy(np.concatenate([file["windows"] for file in files])).unsqueeze(1)
    tens, units = labels(
        np.concatenate([file["days"] for file in files]), np.concatenate([file["zeros"] for file in files])
    )
    test = np.load(held)
    test_x = torch.from_numpy(test["windows"]).unsqueeze(1).float() / 255
    net = Net().to(memory_format=torch.channels_last)
    optimiser = torch.optim.AdamW(net.parameters(), 3e-3, weight_decay=0.02)
    batch = 256
    plan = torch.optim.lr_scheduler.OneCycleLR(optimiser, 4e-3, total_steps=epochs * (len(windows) // batch))
    for epoch in range(epochs):
        net.train()
        start, total = time.time(), 0.0
        order = torch.randperm(len(windows), generator=source)[: len(windows) // batch * batch]
        for at in order.split(batch):
            seen = net(changed(windows[at].float() / 255, source))
            loss = functional.cross_entropy(seen[:, :6], tens[at]) + functional.cross_entropy(seen[:, 6:], units[at])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            plan.step()
            total += loss.item() * len(at)
        print(
            f"{epoch}: loss {total / len(order):.4f} {time.time() - start:.0f} s; {report(net, test_x, test['days'])}",
            flush=True,
        )
        np.savez_compressed(out, about=np.array(ABOUT), temperature=np.float32(1), **folded(net))


if __name__ == "__main__":
    main()
